# Header-only third-party libraries from the system's packages, linked one by one into a folder of their own,
# so that a cross compiler sees these headers and nothing else of the host's /usr/include.
set(SANDTABLE_HOST_INCLUDE /usr/include /usr/local/include /opt/homebrew/include
    CACHE STRING "Where nlohmann/, tl/, catch2/ and boost/ are looked for")
set(third_party_dir ${CMAKE_BINARY_DIR}/third_party)
file(MAKE_DIRECTORY ${third_party_dir})

function(sandtable_link_headers folder probe package)
  find_path(found_${folder} ${probe} PATHS ${SANDTABLE_HOST_INCLUDE} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(NOT found_${folder})
    message(FATAL_ERROR "${probe} not found. Debian: apt-get install ${package}; elsewhere set SANDTABLE_HOST_INCLUDE.")
  endif()
  file(CREATE_LINK ${found_${folder}}/${folder} ${third_party_dir}/${folder} SYMBOLIC)
endfunction()

sandtable_link_headers(nlohmann nlohmann/json.hpp nlohmann-json3-dev)
sandtable_link_headers(tl tl/expected.hpp libexpected-dev)
sandtable_link_headers(boost boost/version.hpp libboost-dev)
if(SANDTABLE_TESTS)
  sandtable_link_headers(catch2 catch2/catch.hpp catch2)
endif()

add_library(sandtable_third_party INTERFACE)
target_include_directories(sandtable_third_party SYSTEM INTERFACE ${third_party_dir})
if(EMSCRIPTEN)
  target_compile_definitions(sandtable_third_party INTERFACE JSON_NOEXCEPTION)  # see docs/adr/0009
endif()
