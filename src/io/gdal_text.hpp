// Attribute text of a GDAL layer in UTF-8. Formats that carry bytes in whatever encoding (DBF, CSV) are recoded from
// the encoding that the user named, that the file declares (when its bytes agree), or that the bytes look like, and
// what was assumed is told. Elsewhere bytes that are not UTF-8 are replaced and counted. Private to the room.
#pragma once

#include "io/encoding.hpp"
#include "io/gdal_layer.hpp"
#include "io/utf16_dbf.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace geju {

class LayerText {
  public:
    LayerText(OGRLayer& layer, const GdalLayerRequest& request, IssueLog& log);

    std::string decoded(const char* bytes);
    /// The name that GDAL gives a field, decoded.
    std::string fieldName(int field, const char* bytes);
    /// True when GDAL cannot hand over the text of cells; then utf16Text does.
    bool isUtf16() const { return utf16_ != nullptr; }
    std::string utf16Text(std::int64_t record, int field) {
        return utf16_->text(record, static_cast<std::size_t>(field));
    }
    /// Whose text comes next, for the report.
    void setFeature(std::int64_t feature) { feature_ = feature; }
    /// An issue for the bytes that were no text.
    void reportRepairs();

  private:
    bool findUtf16(OGRLayer& layer, const GdalLayerRequest& request);
    void chooseForRawBytes(OGRLayer& layer, const GdalLayerRequest& request);
    bool open(const std::string& encoding);

    bool isPadded_ = false; ///< DBF fills its fields with spaces
    IssueLog* log_;
    std::unique_ptr<Utf16Dbf> utf16_;
    std::unique_ptr<Recoder> recoder_; ///< null: the format's text is UTF-8 already
    std::string encoding_ = "UTF-8";
    std::size_t repairs_ = 0;
    std::int64_t feature_ = 0;
    std::optional<std::int64_t> firstRepaired_;
};

} // namespace geju
