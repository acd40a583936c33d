# sandtable_embed_schemas(target dir): every dir/*.json becomes part of `target`, readable through core/plan/schemas.h.
# A schema that is not JSON stops the build here, with its file name.
function(sandtable_embed_schemas target dir)
  file(GLOB schemas CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${dir}/*.json)
  set(generated ${CMAKE_BINARY_DIR}/generated/plan_schemas.cpp)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} "-DSCHEMAS=${schemas}" -DOUTPUT=${generated} -P ${PROJECT_SOURCE_DIR}/cmake/EmbedSchemas.cmake
    DEPENDS ${schemas} ${PROJECT_SOURCE_DIR}/cmake/EmbedSchemas.cmake
    COMMENT "Embedding the plan schemas"
    VERBATIM)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL INTERFACE_LIBRARY)
    target_sources(${target} PRIVATE ${generated})
  endif()
endfunction()
