#include "sheet/svg_picture.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <optional>
#include <string>

namespace geju {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// The quoted text that begins at or after `at`, past spaces and an equals sign.
std::optional<std::string_view> quotedAt(std::string_view text, std::size_t at) {
    at = text.find_first_not_of(kSpace, at);
    if (at != text.npos && text[at] == '=') at = text.find_first_not_of(kSpace, at + 1);
    if (at == text.npos || (text[at] != '"' && text[at] != '\'')) return std::nullopt;
    const auto end = text.find(text[at], at + 1);
    if (end == text.npos) return std::nullopt;
    return text.substr(at + 1, end - at - 1);
}

/// Of the tag or declaration around a place: "image" of <image … href=.
std::string_view elementAround(std::string_view text, std::size_t at) {
    const auto begin = text.rfind('<', at);
    if (begin == text.npos) return {};
    return text.substr(begin + 1, text.find_first_of(" \t\r\n/>", begin) - begin - 1);
}

class ReferenceList {
  public:
    void add(std::string_view reference) {
        const auto first = reference.find_first_not_of(kSpace);
        reference = first == reference.npos ? std::string_view() : reference.substr(first);
        const bool own = reference.empty() || reference.front() == '#' || reference.starts_with("data:");
        if (own || std::find(found_.begin(), found_.end(), reference) != found_.end()) return;
        found_.emplace_back(reference);
    }
    std::vector<std::string> take() { return std::move(found_); }

  private:
    std::vector<std::string> found_;
};

/// Width ÷ height of what the document says of its size, else of its ink.
std::optional<double> shapeOf(RsvgHandle* handle) {
    double width = 0;
    double height = 0;
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) && width > 0 && height > 0)
        return width / height;
    gboolean hasWidth = FALSE;
    gboolean hasHeight = FALSE;
    gboolean hasViewBox = FALSE;
    RsvgLength unused{};
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(handle, &hasWidth, &unused, &hasHeight, &unused, &hasViewBox, &box);
    if (hasViewBox && box.width > 0 && box.height > 0) return box.width / box.height;
    RsvgRectangle ink{};
    if (rsvg_handle_get_geometry_for_element(handle, nullptr, &ink, nullptr, nullptr) && ink.width > 0 &&
        ink.height > 0)
        return ink.width / ink.height;
    return std::nullopt;
}

} // namespace

std::vector<std::string> outsideReferences(std::string_view svg) {
    ReferenceList references;
    for (auto at = svg.find("href"); at != svg.npos; at = svg.find("href", at + 1)) {
        const std::string_view element = elementAround(svg, at);
        if (element == "a" || element.ends_with(":a")) continue;
        if (const auto target = quotedAt(svg, at + 4)) references.add(*target);
    }
    for (auto at = svg.find("url("); at != svg.npos; at = svg.find("url(", at + 1)) {
        const auto end = svg.find(')', at);
        if (end == svg.npos) break;
        std::string_view target = svg.substr(at + 4, end - at - 4);
        const auto bare = [](char c) { return c != '"' && c != '\'' && c != ' '; };
        while (!target.empty() && !bare(target.front())) target.remove_prefix(1);
        while (!target.empty() && !bare(target.back())) target.remove_suffix(1);
        references.add(target);
    }
    for (auto at = svg.find("@import"); at != svg.npos; at = svg.find("@import", at + 1)) {
        if (const auto target = quotedAt(svg, at + 7)) references.add(*target);
    }
    for (auto at = svg.find("SYSTEM"); at != svg.npos; at = svg.find("SYSTEM", at + 1)) {
        if (elementAround(svg, at) != "!ENTITY") continue;
        if (const auto target = quotedAt(svg, at + 6)) references.add(*target);
    }
    return references.take();
}

Result<std::shared_ptr<const SvgPicture>> SvgPicture::read(const std::filesystem::path& path) {
    using Read = std::shared_ptr<const SvgPicture>;
    const auto text = readFile(path);
    if (!text) return {{}, text.issues};
    GError* error = nullptr;
    RsvgHandle* handle = rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(text->data()), text->size(), &error);
    if (!handle) {
        const std::string why = error ? error->message : "";
        g_clear_error(&error);
        return failure<Read>("bad-svg", fmt::format(fmt::runtime(tr("is no SVG that can be read: {}")), why),
                             path.string());
    }
    const auto shape = shapeOf(handle);
    auto picture = std::make_shared<const SvgPicture>(handle, shape.value_or(1));
    if (!shape) return failure<Read>("bad-svg", tr("shows nothing: it has no size"), path.string());
    Result<Read> result;
    result.value = std::move(picture);
    for (const std::string& reference : outsideReferences(*text)) {
        Issue issue;
        issue.code = "outside-reference";
        issue.file = path.string();
        issue.message =
            fmt::format(fmt::runtime(tr("refers to \"{}\", and nothing outside an SVG is read")), reference);
        issue.remedy = tr("what it refers to is left out; put it into the file");
        result.issues.push_back(std::move(issue));
    }
    return result;
}

SvgPicture::~SvgPicture() {
    g_object_unref(handle_);
}

void SvgPicture::draw(cairo_t* cairo, const PageBox& box) const {
    const RsvgRectangle viewport{box.x, box.y, box.width, box.height};
    cairo_save(cairo);
    rsvg_handle_render_document(handle_, cairo, &viewport, nullptr);
    cairo_restore(cairo);
}

} // namespace geju
