# Dear ImGui with its GLFW and OpenGL 3 backends, as distributions package it (libimgui-dev). Gives ImGui::ImGui.
find_path(ImGui_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui)
find_path(ImGui_BACKENDS_INCLUDE_DIR imgui_impl_glfw.h PATH_SUFFIXES imgui/backends imgui backends)
find_library(ImGui_LIBRARY imgui)
# Debian builds ImGui with the stb libraries of the system; elsewhere they are inside it.
find_library(ImGui_STB_LIBRARY stb)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ImGui REQUIRED_VARS ImGui_LIBRARY ImGui_INCLUDE_DIR ImGui_BACKENDS_INCLUDE_DIR)
if(ImGui_FOUND AND NOT TARGET ImGui::ImGui)
  add_library(ImGui::ImGui UNKNOWN IMPORTED)
  set_target_properties(ImGui::ImGui PROPERTIES
    IMPORTED_LOCATION ${ImGui_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES "${ImGui_INCLUDE_DIR};${ImGui_BACKENDS_INCLUDE_DIR}"
    # The static library leaves these to its users.
    INTERFACE_LINK_LIBRARIES "PkgConfig::GLFW;PkgConfig::FREETYPE;${CMAKE_DL_LIBS}")
  if(ImGui_STB_LIBRARY)
    set_property(TARGET ImGui::ImGui APPEND PROPERTY INTERFACE_LINK_LIBRARIES ${ImGui_STB_LIBRARY})
  endif()
endif()
mark_as_advanced(ImGui_INCLUDE_DIR ImGui_BACKENDS_INCLUDE_DIR ImGui_LIBRARY ImGui_STB_LIBRARY)
