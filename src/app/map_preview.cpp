#include "app/map_preview.hpp"

#include <utility>

namespace geju {

void MapPreview::offer(Document document) {
    const std::lock_guard lock(mutex_);
    offered_ = std::move(document);
}

bool MapPreview::poll() {
    std::optional<Document> taken;
    {
        const std::lock_guard lock(mutex_);
        taken = std::exchange(offered_, std::nullopt);
    }
    if (!taken) return false;
    frame_.continues = shows(taken->crs);
    document_ = std::make_shared<const Document>(std::move(*taken));
    builder_.emplace(document_);
    return true;
}

void MapPreview::clear() {
    const std::lock_guard lock(mutex_);
    offered_.reset();
    builder_.reset();
    document_.reset();
    frame_ = Frame{};
}

const Frame* MapPreview::frame(int widthPixels, int heightPixels, double pixelRatio) {
    if (!document_ || widthPixels <= 0 || heightPixels <= 0) return nullptr;
    constexpr double kMarginPixels = 20;
    constexpr double kBudgetMilliseconds = 2; // the reader needs the cores
    frame_.view = View::fit(document_->extent(), widthPixels, heightPixels, pixelRatio, kMarginPixels);
    frame_.picture = builder_->build({}, frame_.view);
    frame_.budgetMilliseconds = kBudgetMilliseconds;
    frame_.focusPixels = {widthPixels / 2.0, heightPixels / 2.0};
    return &frame_;
}

} // namespace geju
