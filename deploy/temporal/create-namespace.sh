#!/bin/sh
# Waits for the server at TEMPORAL_ADDRESS, then creates NAMESPACE, or sets its RETENTION (such as 30d)
# where it exists. May run any number of times. Fails after two minutes without a server.
set -eu

attempt=0
until temporal operator cluster health >/dev/null 2>&1; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 60 ]; then
    echo "expected a Temporal server at $TEMPORAL_ADDRESS, found none in two minutes: see its log" >&2
    exit 1
  fi
  sleep 2
done

if temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$NAMESPACE" --retention "$RETENTION"
else
  temporal operator namespace create --namespace "$NAMESPACE" --retention "$RETENTION" \
    --description "dondoc"
fi
