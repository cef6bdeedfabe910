// Pictures among the sources of a document: read as their outline first, so that they have a say in the document's CRS
// and extent, then as pixels in that CRS. Blocking; any thread.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "io/vector_reader.hpp"
#include "plan/document.hpp"

#include <vector>

namespace geju {

/// The outline as the only layer of a data set.
Result<DataSet> readOutline(const SourceReference& source);

/// Reads the pixels of a source whose outline is there; without pixels `loaded.world` stays empty.
std::vector<Issue> placePixels(LoadedSource& loaded, const SourceReference& source, const Crs& world,
                               Progress* progress);

} // namespace geju
