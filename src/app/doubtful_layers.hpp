// Layers that seem to lie elsewhere than their numbers say: GCJ-02 beside WGS 84, latitude before longitude. Told when
// a document is opened, and by the commands that look at several files beside each other. Any thread.
#pragma once

#include "analysis/shifted_layers.hpp"
#include "plan/document.hpp"

#include <span>
#include <vector>

namespace geju {

/// Of the sources of a document beside each other; the issues name their files.
std::vector<Issue> doubtfulLayers(const Document& document);
/// Of any layers; `plan` is the CRS of the plan that they belong to, where there is one. What is `known` already, by
/// code and layer, is not told again.
std::vector<Issue> doubtfulLayers(std::span<const NamedTable> tables, const Crs* plan, const std::vector<Issue>& known);

} // namespace geju
