#!/bin/sh
# Creates Temporal's two databases and brings their schema to the version of this image. May run any
# number of times. Reads SQL_PLUGIN, SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD (temporal-sql-tool).
set -eu

schemas="${SCHEMAS:-/etc/temporal/schema/postgresql/v12}"

prepare() {
  temporal-sql-tool --database "$1" create-database
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-dir "$schemas/$2/versioned"
}

prepare temporal temporal
prepare temporal_visibility visibility
