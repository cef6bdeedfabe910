// The texts of a DBF file in UTF-16, for which the format has no room: its texts are full of zero bytes, at which GDAL
// ends them. Some programs write it all the same and declare it in the .cpg; without a declaration it is told by where
// the zero bytes stand. The layout is dBASE III's: 32 bytes of header, 32 a field, records of fixed width.
// Private to the room; not to be shared between threads.
#pragma once

#include "io/encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

class Utf16Dbf {
  public:
    /// Null when the file beside `path` (of a shapefile any part) is no DBF or its texts are not in UTF-16.
    static std::unique_ptr<Utf16Dbf> open(const std::filesystem::path& path, bool isDeclared);

    std::size_t fieldCount() const { return fields_.size(); }
    std::string fieldName(std::size_t field);
    /// Without the filling at its end; "" for none.
    std::string text(std::int64_t record, std::size_t field);
    std::size_t badTexts() const { return badTexts_; } ///< that had something else than UTF-16 in them

  private:
    struct Field {
        std::string name; ///< 11 bytes
        char type = 'C';
        std::size_t offset = 0; ///< in a record
        std::size_t width = 0;
    };
    bool readHeader();
    bool looksUtf16(bool isDeclared);
    std::string_view cell(std::int64_t record, std::size_t field);
    std::string decoded(std::string_view bytes);

    std::ifstream stream_;
    std::vector<Field> fields_;
    std::int64_t records_ = 0;
    std::size_t headerBytes_ = 0;
    std::string record_;
    std::int64_t inRecord_ = -1; ///< the one in record_
    std::unique_ptr<Recoder> recoder_;
    bool isBigEndian_ = false;
    std::size_t badTexts_ = 0;
};

/// Whether a file that begins so is a text in UTF-16: by its mark, or by the zero bytes of ASCII in it.
bool startsAsUtf16(std::string_view bytes);

} // namespace geju
