# How each dependency is found, and the oldest version that Geju is built with (Debian 12).
# The packages that bring them are listed in third_party/packages.txt; nothing is vendored.
find_package(PkgConfig REQUIRED)

function(geju_pkg name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
endfunction()

geju_pkg(GDAL gdal>=3.6)
geju_pkg(PROJ proj>=9.1)
geju_pkg(GLFW glfw3>=3.3)
geju_pkg(EPOXY epoxy>=1.5)
geju_pkg(EGL egl)
geju_pkg(FREETYPE freetype2)
geju_pkg(HARFBUZZ harfbuzz>=6.0)
geju_pkg(FONTCONFIG fontconfig)
geju_pkg(CAIRO cairo>=1.16)
geju_pkg(CAIROFT cairo-ft)
geju_pkg(RSVG librsvg-2.0>=2.52)
geju_pkg(PNG libpng)
geju_pkg(ZLIB zlib)

find_package(GEOS 3.11 REQUIRED)
find_package(TBB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(ImGui REQUIRED)
find_program(MSGFMT_PROGRAM msgfmt REQUIRED)
