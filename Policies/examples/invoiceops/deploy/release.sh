#!/usr/bin/env bash
# Puts one commit into production. The workflow calls it after the scans and the backup.
set -euo pipefail
docker compose --file deploy/compose.yaml pull
docker compose --file deploy/compose.yaml up --detach --wait
echo "deployed $1"
