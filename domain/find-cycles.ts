/**
 * The cycles of a graph, each once, as the nodes in order starting from the one that comes first in
 * `links`. Links to nodes that are not keys lead nowhere. Deep graphs are fine: nothing recurses.
 */
export function findCycles(links: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of links.keys()) {
    const path: { node: string; rest: string[] }[] = [];
    const enter = (node: string) => {
      const targets = links.get(node);
      if (targets !== undefined && !done.has(node)) path.push({ node, rest: [...targets] });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.shift();
      if (next === undefined) {
        done.add(top.node);
        path.pop();
        continue;
      }
      const from = path.findIndex(({ node }) => node === next);
      if (from >= 0) cycles.push(path.slice(from).map(({ node }) => node));
      else enter(next);
    }
  }
  return cycles;
}

/** `a → b → a`. */
export function formatCycle(cycle: readonly string[]): string {
  return formatChain([...cycle, ...cycle.slice(0, 1)]);
}

const shownNodes = 12;

/** `a → b → c`; of a long chain its beginning and its end. */
export function formatChain(nodes: readonly string[]): string {
  if (nodes.length <= shownNodes) return nodes.join(' → ');
  return [...nodes.slice(0, shownNodes - 2), '…', ...nodes.slice(-1)].join(' → ');
}
