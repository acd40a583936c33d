# sandtable_room(name USES other… [HOT file…] [TIGHT file…]): a static library from core/<name>/*.cpp that sees only the rooms it
# names. HOT names the sources whose loops run over every cell: only they are built for speed in WebAssembly. TIGHT ones are loops
# over every row or byte, two to three times as fast when what they call is inlined.
# Every room sees headers as "room/header.h"; the include path of a room that is not named simply does not exist.

add_library(sandtable_options INTERFACE)
target_compile_options(sandtable_options INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion $<$<BOOL:${SANDTABLE_WERROR}>:-Werror>)
if(SANDTABLE_SANITIZE)
  target_compile_options(sandtable_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(sandtable_options INTERFACE -fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(sandtable_options INTERFACE -Wno-maybe-uninitialized)  # false alarms under sanitizers, GCC's manual says
  endif()
endif()
if(SANDTABLE_FUZZ)
  target_compile_options(sandtable_options INTERFACE -fsanitize=fuzzer-no-link)  # coverage in the rooms themselves
endif()
if(EMSCRIPTEN)
  # No C++ exceptions in the page's engine: a throw ends the worker, which the page replaces (docs/adr/0009).
  target_compile_options(sandtable_options INTERFACE -msimd128)
  # The option's name changed in 3.1.25; the default of newer versions (64 KB) is too little for recursive JSON work.
  if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
    set(SANDTABLE_WASM_STACK -sTOTAL_STACK=4MB)
  else()
    set(SANDTABLE_WASM_STACK -sSTACK_SIZE=4MB)
  endif()
  # Programs for node (tests, benchmarks): NODERAWFS reads fixtures from the disk, unminified glue keeps crash logs readable,
  # synchronous compilation because old glue takes node's own fetch for a browser's.
  set(SANDTABLE_NODE_PROGRAM -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB
    ${SANDTABLE_WASM_STACK} -sWASM_ASYNC_COMPILATION=0 --minify 0)
  # The glue is CommonJS; the project's package.json says modules.
  file(WRITE ${CMAKE_BINARY_DIR}/package.json "{\"type\": \"commonjs\"}\n")
endif()

function(sandtable_room name)
  cmake_parse_arguments(ROOM "" "" "USES;HOT;TIGHT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/core/${name}/*.cpp)
  # One folder of links per room holds exactly the rooms it may include: a forbidden include does not compile.
  set(view ${CMAKE_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${view})
  foreach(room IN LISTS ROOM_USES ITEMS ${name})
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/core/${room} ${view}/${room} SYMBOLIC)
  endforeach()
  if(sources)
    add_library(sandtable_${name} STATIC ${sources})
    target_include_directories(sandtable_${name} PRIVATE ${view})
    target_link_libraries(sandtable_${name} PRIVATE sandtable_options PUBLIC sandtable_third_party)
    if(EMSCRIPTEN AND NOT CMAKE_BUILD_TYPE STREQUAL Debug)  # the rest is built for size: every visitor downloads it
      target_compile_options(sandtable_${name} PRIVATE -fno-rtti)
      foreach(file IN LISTS ROOM_HOT ROOM_TIGHT)
        set(source ${PROJECT_SOURCE_DIR}/core/${name}/${file}.cpp)
        if(NOT EXISTS ${source})
          message(FATAL_ERROR "${name}: no source ${file}.cpp to build for speed")
        endif()
        if(file IN_LIST ROOM_TIGHT)
          # With -Oz emcc says -fno-inline-functions too, which a later -O does not take back: vector::operator[] stays a call.
          set_property(SOURCE ${source} APPEND PROPERTY COMPILE_OPTIONS -Os -finline-functions)
        else()
          set_property(SOURCE ${source} APPEND PROPERTY COMPILE_OPTIONS -O3)
        endif()
      endforeach()
    endif()
    if(EMSCRIPTEN AND SANDTABLE_LTO)  # 6 % less to download: what no request reaches goes, calls across rooms are seen through
      target_compile_options(sandtable_${name} PRIVATE -flto)
    endif()
    set(kind PUBLIC)
  else()
    add_library(sandtable_${name} INTERFACE)
    target_link_libraries(sandtable_${name} INTERFACE sandtable_third_party)
    set(kind INTERFACE)
  endif()
  foreach(room IN LISTS ROOM_USES)
    target_link_libraries(sandtable_${name} ${kind} sandtable_${room})
  endforeach()
endfunction()
