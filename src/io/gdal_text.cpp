#include "io/gdal_text.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"
#include "io/utf8.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <vector>

namespace geju {

namespace {

/// Whether the format hands over bytes in an encoding that it may or may not declare.
bool hasRawText(const std::string& driver) {
    return driver == "ESRI Shapefile" || driver == "CSV";
}

/// The language driver byte of a DBF file (dBASE IV; list after Esri's "Code page identifiers" of the shapefile
/// format). 0x57 is "ANSI, whatever the machine has", which says nothing.
std::string encodingOfLanguageByte(int byte) {
    struct Entry {
        int byte;
        const char* encoding;
    };
    constexpr std::array<Entry, 31> entries{
        {{0x01, "CP437"},   {0x02, "CP850"}, {0x03, "CP1252"}, {0x08, "CP865"},  {0x09, "CP437"},   {0x0A, "CP850"},
         {0x0B, "CP437"},   {0x0D, "CP437"}, {0x0E, "CP850"},  {0x13, "CP932"},  {0x1F, "CP852"},   {0x26, "CP866"},
         {0x4D, "GB18030"}, {0x4E, "CP949"}, {0x4F, "BIG5"},   {0x50, "CP874"},  {0x58, "CP1252"},  {0x59, "CP1252"},
         {0x64, "CP852"},   {0x65, "CP866"}, {0x78, "BIG5"},   {0x79, "CP949"},  {0x7A, "GB18030"}, {0x7B, "CP932"},
         {0x7C, "CP874"},   {0x87, "CP852"}, {0xC8, "CP1250"}, {0xC9, "CP1251"}, {0xCA, "CP1254"},  {0xCB, "CP1253"},
         {0xCC, "CP1257"}}};
    for (const Entry& entry : entries) {
        if (entry.byte == byte) return entry.encoding;
    }
    return {};
}

/// What the .cpg beside the file, or else the language byte of the .dbf, says; "" for nothing.
std::string declaredEncoding(const OGRLayer& layer, std::string& where) {
    auto& open = const_cast<OGRLayer&>(layer); // GDAL's metadata getters are not const
    if (const char* page = open.GetMetadataItem("CPG_VALUE", "SHAPEFILE"); page && *page) {
        where = ".cpg";
        return canonicalEncoding(page);
    }
    if (const char* byte = open.GetMetadataItem("LDID_VALUE", "SHAPEFILE"); byte && *byte) {
        where = ".dbf";
        return encodingOfLanguageByte(std::atoi(byte));
    }
    return {};
}

bool isWestern(const std::string& encoding) {
    constexpr std::array<std::string_view, 5> western{"CP1252", "ISO-8859-1", "ISO-8859-15", "CP437", "CP850"};
    return std::find(western.begin(), western.end(), encoding) != western.end();
}

template <typename Visit>
void forEachText(OGRLayer& layer, Visit visit) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    std::vector<int> fields;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        visit(std::string_view(definition.GetFieldDefn(i)->GetNameRef()));
        if (definition.GetFieldDefn(i)->GetType() == OFTString) fields.push_back(i);
    }
    if (fields.empty()) return;
    const char* const ignored[] = {"OGR_GEOMETRY", nullptr};
    if (layer.TestCapability(OLCIgnoreFields)) layer.SetIgnoredFields(const_cast<const char**>(ignored));
    layer.ResetReading();
    while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
        for (const int field : fields) {
            if (feature->IsFieldSetAndNotNull(field)) visit(std::string_view(feature->GetFieldAsString(field)));
        }
    }
    if (layer.TestCapability(OLCIgnoreFields)) layer.SetIgnoredFields(nullptr);
}

} // namespace

LayerText::LayerText(OGRLayer& layer, const GdalLayerRequest& request, IssueLog& log)
  : isPadded_(request.driver == "ESRI Shapefile")
  , log_(&log) {
    if (hasRawText(request.driver) && !findUtf16(layer, request)) chooseForRawBytes(layer, request);
}

bool LayerText::findUtf16(OGRLayer& layer, const GdalLayerRequest& request) {
    if (request.driver != "ESRI Shapefile") return false;
    std::string encoding = canonicalEncoding(request.options.encoding);
    std::string where;
    if (encoding.empty()) encoding = declaredEncoding(layer, where);
    const bool isDeclared = encoding.starts_with("UTF-16") || encoding.starts_with("UTF16");
    if (!isDeclared && !request.options.encoding.empty()) return false;
    utf16_ = Utf16Dbf::open(request.path, isDeclared);
    if (!utf16_ || utf16_->fieldCount() != static_cast<std::size_t>(layer.GetLayerDefn()->GetFieldCount())) {
        utf16_.reset();
        return false;
    }
    encoding_ = "UTF-16";
    log_->setLayer(layer.GetName());
    if (Issue* issue = log_->add(Severity::Warning, "utf16-text")) {
        issue->message = tr("the texts of the .dbf are in UTF-16, for which the format has no room");
        issue->remedy = tr("read as UTF-16; save the table in UTF-8: other programs cut such texts off");
    }
    return true;
}

bool LayerText::open(const std::string& encoding) {
    encoding_ = encoding;
    recoder_ = std::make_unique<Recoder>(encoding);
    if (recoder_->isOpen()) return true;
    recoder_.reset();
    if (Issue* issue = log_->add(Severity::Error, "unknown-encoding")) {
        issue->message = filled(tr("this system does not know the text encoding \"{}\""), encoding);
        issue->remedy = tr("bytes that are not UTF-8 are shown as U+FFFD");
    }
    return false;
}

void LayerText::chooseForRawBytes(OGRLayer& layer, const GdalLayerRequest& request) {
    log_->setLayer(layer.GetName());
    if (!request.options.encoding.empty()) {
        open(canonicalEncoding(request.options.encoding));
        return;
    }
    EncodingSniffer sniffer;
    std::string where;
    const std::string declared = declaredEncoding(layer, where);
    std::unique_ptr<Recoder> trial;
    if (!declared.empty()) trial = std::make_unique<Recoder>(declared);
    forEachText(layer, [&](std::string_view bytes) {
        sniffer.add(bytes);
        if (trial && trial->isOpen()) trial->toUtf8(bytes);
    });
    if (!sniffer.hasNonAscii()) {
        open("UTF-8");
        return;
    }
    const EncodingGuess guess = sniffer.guess();
    // Any bytes are text in a western single-byte encoding, which programs declare without looking.
    const bool isOverruled = isWestern(declared) && (guess.isUtf8 || guess.isMultibyte);
    if (trial && trial->isOpen() && trial->badBytes() == 0 && !isOverruled) {
        open(declared);
        return;
    }
    if (!open(guess.name)) return;
    if (guess.isUtf8 && declared.empty()) return; // what most programs write today
    if (Issue* issue = log_->add(Severity::Warning, "encoding-assumed")) {
        if (declared.empty()) {
            issue->message = tr("the file does not say the encoding of its text");
        } else {
            issue->message = filled(tr("the text is not in {}, which the {} declares"), declared, where);
        }
        issue->remedy = filled(tr("read as {}; name the encoding if that is wrong"), guess.name);
    }
}

std::string LayerText::fieldName(int field, const char* bytes) {
    return utf16_ ? utf16_->fieldName(static_cast<std::size_t>(field)) : decoded(bytes);
}

std::string LayerText::decoded(const char* bytes) {
    std::string_view raw(bytes);
    if (isPadded_) raw = raw.substr(0, raw.find_last_not_of(' ') + 1);
    if (!recoder_) {
        if (isUtf8(raw)) return std::string(raw);
        ++repairs_;
        if (!firstRepaired_) firstRepaired_ = feature_;
        return repairUtf8(raw);
    }
    const std::size_t before = recoder_->badBytes();
    std::string text = recoder_->toUtf8(raw);
    if (recoder_->badBytes() != before) {
        ++repairs_;
        if (!firstRepaired_) firstRepaired_ = feature_;
    }
    return text;
}

void LayerText::reportRepairs() {
    if (utf16_) repairs_ += utf16_->badTexts();
    if (repairs_ == 0) return;
    if (Issue* issue = log_->add(Severity::Warning, "bad-text", firstRepaired_)) {
        issue->message = filled(tr("{} texts, this the first, have bytes that are not {}"), repairs_, encoding_);
        issue->remedy = tr("the bytes are shown as U+FFFD");
    }
}

} // namespace geju
