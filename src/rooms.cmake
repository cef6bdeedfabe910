# A room is a folder of src/, one static library, one direction of dependencies.
#
#   geju_room(NAME USES room... [LIBRARIES target...])
#
# USES names the rooms whose headers this one may include. The compiler enforces it: a room sees the
# headers of exactly the rooms named, through one include folder a room that holds nothing else.
# LIBRARIES are linked PRIVATE: no public header may need them (tests/headers proves it).
set(GEJU_ROOMS_INCLUDE ${CMAKE_BINARY_DIR}/rooms)

add_library(geju_warnings INTERFACE)
target_compile_options(geju_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  # GCC 12 and 13 report the standard library's own string concatenation (GCC bug 105651).
  target_compile_options(geju_warnings INTERFACE -Wno-restrict)
endif()
if(GEJU_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
  add_compile_options(-Wno-maybe-uninitialized) # GCC 12 suspects instrumented copies of std::variant
endif()

function(geju_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LIBRARIES" ${ARGN})
  file(MAKE_DIRECTORY ${GEJU_ROOMS_INCLUDE}/${name})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${GEJU_ROOMS_INCLUDE}/${name}/${name} SYMBOLIC)

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(geju_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(geju_${name} PRIVATE geju_warnings ${ROOM_LIBRARIES})
  else()
    add_library(geju_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(geju_${name} ${scope} ${GEJU_ROOMS_INCLUDE}/${name})
  list(TRANSFORM ROOM_USES PREPEND geju_)
  target_link_libraries(geju_${name} ${scope} ${ROOM_USES})
  set_property(GLOBAL APPEND PROPERTY GEJU_ROOMS ${name})
endfunction()
