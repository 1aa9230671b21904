#!/bin/sh
# Run once by the image of PostgreSQL, when its volume is new: a user and a database for the register,
# and a user for the Temporal server, which creates its databases itself (deploy/temporal/setup-schema.sh).
# Neither can read what is the other's.
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=register="$REGISTER_PASSWORD" --set=temporal="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE dondoc LOGIN PASSWORD :'register';
CREATE DATABASE dondoc OWNER dondoc;
REVOKE CONNECT ON DATABASE dondoc FROM PUBLIC;

CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
SQL
