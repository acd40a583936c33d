# Toolchain file: finds the Emscripten that `emcc` on PATH belongs to (a Debian package or an activated emsdk).
find_program(SANDTABLE_EMCC emcc REQUIRED NO_CMAKE_FIND_ROOT_PATH)
if(NOT DEFINED SANDTABLE_EMSCRIPTEN_ROOT)
  # em-config is emcc's neighbour and knows the root whichever way emcc was installed.
  get_filename_component(emcc_dir ${SANDTABLE_EMCC} DIRECTORY)
  execute_process(COMMAND ${emcc_dir}/em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE root
                  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(SANDTABLE_EMSCRIPTEN_ROOT ${root} CACHE PATH "Where Emscripten lives")
endif()
include(${SANDTABLE_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
