# Programs and fonts that the tests need and a fresh Debian lacks. Sourced by tests/run.sh.

# One "PROBE PACKAGE" pair a line: a program on the PATH, or an absolute path of a file.
needed() {
  if [ -z "${CHROMIUM:-}" ]; then echo "chromium chromium"; fi
  echo "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc fonts-noto-cjk"
  echo "pdftotext poppler-utils"
  echo "zbarimg zbar-tools"
  echo "ffmpeg ffmpeg"
}

missing_packages() {
  local probe package
  while read -r probe package; do
    case "$probe" in
      /*) [ -e "$probe" ] || echo "$package" ;;
      *) command -v "$probe" >/dev/null 2>&1 || echo "$package" ;;
    esac
  done < <(needed)
}

# The SDK and Node are not in Debian in the versions needed: they are asked for by name instead of installed.
check_sdks() {
  local ok=0
  command -v dotnet >/dev/null 2>&1 && dotnet --version >/dev/null 2>&1 || { echo "missing: .NET SDK 10 (see global.json)" >&2; ok=1; }
  command -v npm >/dev/null 2>&1 && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    || { echo "missing: Node.js 20.19 or newer, with npm" >&2; ok=1; }
  return $ok
}

install_missing() {
  local begin=$SECONDS packages apt
  check_sdks || return 1
  packages=$(missing_packages | sort -u | tr '\n' ' ')
  if [ -n "${packages// /}" ]; then
    if [ "${RV_APT:-1}" = 0 ] || ! command -v apt-get >/dev/null 2>&1; then
      echo "missing: $packages" >&2
      return 1
    fi
    apt="apt-get"
    [ "$(id -u)" = 0 ] || apt="sudo -n apt-get"
    echo "installing: $packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { $apt update && $apt install -y --no-install-recommends $packages; } >"$logs/install.log" 2>&1 || { tail -n 20 "$logs/install.log"; return 1; }
    packages=$(missing_packages | sort -u | tr '\n' ' ')
    [ -z "${packages// /}" ] || { echo "still missing after the installation: $packages" >&2; return 1; }
  fi
  report tools $((SECONDS - begin)) "ready"
}
