// What the page of an exported map says beside the map: texts of the project, its scenes, and for each the legend that
// a sheet of it would have, drawn by the same hand. One thread.
#pragma once

#include "web/web_page.hpp"

#include <memory>
#include <string>

namespace geju {

/// `scene` is the id of the one shown first; of a project without scenes there is one that shows everything.
WebPage webPageOf(const std::shared_ptr<const Document>& document, const std::string& scene);

} // namespace geju
