# What single rooms' tests need beyond their room.
if(TARGET test_io)
  # GDAL as a second reader to compare with, and to write the files that the tests read.
  target_link_libraries(test_io PRIVATE PkgConfig::GDAL PkgConfig::ZLIB)
endif()
