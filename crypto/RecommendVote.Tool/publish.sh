#!/usr/bin/env bash
# Builds rv as one file that needs no runtime, for each system, and prints the SM3 and SHA-256 of each.
#
#   bash crypto/RecommendVote.Tool/publish.sh [RUNTIME ...]     default: linux-x64 win-x64 linux-arm64
#
# The files go to artifacts/rv/RUNTIME/ with a SUMS file. The sums belong where people can compare them without the server.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
runtimes=("$@"); [ $# -gt 0 ] || runtimes=(linux-x64 win-x64 linux-arm64)
for runtime in "${runtimes[@]}"; do
  out="artifacts/rv/$runtime"
  rm -rf "$out"
  # Compiled ahead of time, since most of a short run would be compiling. The lock files of the build know no runtime and stay as they are.
  dotnet publish crypto/RecommendVote.Tool -c Release -r "$runtime" --self-contained -o "$out" -v quiet --nologo \
    -p:NuGetLockFilePath=obj/publish.lock.json -p:PublishReadyToRun=true -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:EnableCompressionInSingleFile=true \
    -p:DebugType=none -p:SatelliteResourceLanguages=en
  find "$out" -mindepth 1 ! -name rv ! -name rv.exe -delete
done
for file in artifacts/rv/*/rv artifacts/rv/*/rv.exe; do
  [ -f "$file" ] || continue
  dotnet run --project crypto/RecommendVote.Tool -c Release --no-launch-profile -- sums "$file" | tee "$(dirname "$file")/SUMS"
done
