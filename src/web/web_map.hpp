// A document as a folder that MapLibre GL JS opens: style.json, data/, sprite and glyphs/, and a page to see it with:
// index.html, page.json and legend/.
// Nothing in it names the network. Used on the thread of the FontBook.
#pragma once

#include "core/progress.hpp"
#include "drawing/fonts.hpp"
#include "web/web_page.hpp"
#include "web/web_style.hpp"

#include <filesystem>

namespace geju {

/// Nothing but warnings on success. The folder is made; files of the same names are replaced, others stay.
std::vector<Issue> writeWebMap(const std::filesystem::path& folder, const Document& document,
                               const WebStyleRequest& request, const WebPage& page, FontBook& fonts);

} // namespace geju
