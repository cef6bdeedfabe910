# What single rooms' tests need beyond their room.
if(TARGET test_io)
  # GDAL as a second reader to compare with, and to write the files that the tests read.
  target_link_libraries(test_io PRIVATE PkgConfig::GDAL PkgConfig::ZLIB)
endif()
if(TARGET test_analysis)
  # The reader for real files, and GeographicLib as a second implementation of geodesic areas where it is installed.
  target_link_libraries(test_analysis PRIVATE geju_io)
  find_path(GEOGRAPHICLIB_INCLUDE_DIR GeographicLib/PolygonArea.hpp)
  find_library(GEOGRAPHICLIB_LIBRARY NAMES GeographicLib Geographic)
  if(GEOGRAPHICLIB_INCLUDE_DIR AND GEOGRAPHICLIB_LIBRARY)
    target_compile_definitions(test_analysis PRIVATE GEJU_HAS_GEOGRAPHICLIB)
    target_include_directories(test_analysis SYSTEM PRIVATE ${GEOGRAPHICLIB_INCLUDE_DIR})
    target_link_libraries(test_analysis PRIVATE ${GEOGRAPHICLIB_LIBRARY})
  endif()
endif()
if(TARGET test_plan)
  # To read the schema of the project file.
  target_link_libraries(test_plan PRIVATE nlohmann_json::nlohmann_json)
endif()
if(TARGET test_app)
  # To read the projects that the window saves.
  target_link_libraries(test_app PRIVATE nlohmann_json::nlohmann_json)
endif()
if(TARGET test_web)
  target_link_libraries(test_web PRIVATE nlohmann_json::nlohmann_json)
endif()
if(TARGET test_sheet)
  # To draw on pixels what PDF and SVG draw as vectors.
  target_link_libraries(test_sheet PRIVATE PkgConfig::CAIRO)
endif()
