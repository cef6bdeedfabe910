# Files that travel inside the executable: shaders and translations. Each becomes a byte array in a generated
# source file, so that the program needs no data folder beside it.
set(GEJU_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_file.cmake)

function(geju_embed target function_name)
  cmake_parse_arguments(EMBED "" "" "FILES;NAMES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded/${function_name}.cpp)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    return()
  endif()
  string(JOIN "|" files ${EMBED_FILES})
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${function_name} "-DFILES=${files}" -P ${GEJU_EMBED_SCRIPT}
    DEPENDS ${EMBED_FILES} ${GEJU_EMBED_SCRIPT}
    VERBATIM
    COMMENT "Embedding for ${target}: ${function_name}")
  target_sources(${target} PRIVATE ${output})
endfunction()

function(geju_embed_shaders target folder)
  file(GLOB shaders CONFIGURE_DEPENDS ${folder}/*.vert ${folder}/*.frag ${folder}/*.glsl)
  geju_embed(${target} embeddedShaders FILES ${shaders})
endfunction()

function(geju_embed_translations target folder)
  file(GLOB catalogues CONFIGURE_DEPENDS ${folder}/*.po)
  set(compiled "")
  foreach(po IN LISTS catalogues)
    get_filename_component(language ${po} NAME_WE)
    set(mo ${CMAKE_CURRENT_BINARY_DIR}/embedded/${language}.mo)
    add_custom_command(
      OUTPUT ${mo}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/embedded
      COMMAND ${MSGFMT_PROGRAM} --check-format -o ${mo} ${po}
      DEPENDS ${po}
      VERBATIM
      COMMENT "Compiling the translation ${language}")
    list(APPEND compiled ${mo})
  endforeach()
  geju_embed(${target} embeddedTranslations FILES ${compiled})
endfunction()
