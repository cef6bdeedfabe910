#include "sheet/sheet_layout.hpp"

#include "sheet/grid.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geju {

namespace {

constexpr const char* kBold = "Noto Sans CJK SC Bold";
constexpr Rgba kInk{28, 32, 38, 255};
constexpr Rgba kSoftInk{92, 98, 106, 255};

/// Sizes in layout units (a millimetre on A3).
constexpr double kMargin = 10;
constexpr double kTitleSize = 8.4;
constexpr double kSubtitleSize = 3.7;
constexpr double kNoteSize = 2.8;
constexpr double kTextSize = 2.9;
constexpr double kSmallSize = 2.3;
constexpr double kLegendTitleSize = 4.2;
constexpr double kPadding = 4.5;
constexpr double kNorthWidth = 11;
constexpr double kNorthHeight = 15;
constexpr double kScaleWidth = 42;
constexpr double kScaleHeight = 12.5;
constexpr double kLogoHeight = 13;
constexpr double kLogoGap = 6;
/// Between figures, and between them and what stands above and below.
constexpr double kFigureGap = 5;
constexpr double kLeastPanel = 2 * kPadding + kNorthWidth + 3 + kScaleWidth;

class Composer {
  public:
    Composer(const Page& page, const SheetContent& content, const Letterer& letterer)
      : content_(content)
      , letterer_(letterer) {
        layout_.page = page;
        // Grows slower than the paper: what hangs on a wall is read from farther away, but not in proportion.
        const double shorter = std::min(page.widthMillimeters, page.heightMillimeters);
        layout_.unit = std::clamp(std::pow(shorter / 297, 0.6), 0.4, 2.5);
        u_ = layout_.unit;
    }

    SheetLayout compose() {
        const double margin =
            content_.marginMillimeters.value_or(std::min(kMargin * u_, layout_.page.widthMillimeters / 20));
        const double width = layout_.page.widthMillimeters - 2 * margin;
        const double bottom = layFooter(margin, width, layout_.page.heightMillimeters - 0.8 * margin);
        const double top = layHeader(margin, width, 0.9 * margin);
        layout_.border = {margin, top, width, std::max(bottom - top, 1.0)};
        if (content_.panelBelow.value_or(layout_.page.widthMillimeters < layout_.page.heightMillimeters)) {
            layPanelBelow();
        } else {
            layPanelBeside();
        }
        if (content_.grid) {
            const double band = kGridBand * u_;
            PageBox& frame = layout_.frame;
            frame = {frame.x + band, frame.y + band, frame.width - 2 * band, frame.height - 2 * band};
        }
        snapFrame();
        return std::move(layout_);
    }

  private:
    Lettering lettering(double size, Rgba color = kInk, const char* font = nullptr) const {
        Lettering result;
        result.sizeMillimeters = size * u_;
        result.color = color;
        if (font) result.font = font;
        return result;
    }

    /// Adds a block; gives its lower edge.
    double addText(const std::string& text, const Lettering& style, double x, double top, double width,
                   Side side = Side::Left, double lineHeightEms = 1.45) {
        if (text.empty()) return top;
        layout_.texts.push_back(letterer_.block(text, style, x, top, width, side, lineHeightEms));
        return top + layout_.texts.back().height();
    }

    /// Gives the top of what lies above the footer.
    double layFooter(double left, double width, double bottom) {
        const Lettering style = lettering(kSmallSize, kSoftInk);
        TextBlock facts = letterer_.block(content_.facts, style, left + width, 0, 0.42 * width, Side::Right);
        const double room = width - facts.widthMillimeters - 6 * u_;
        TextBlock credits = letterer_.block(content_.credits, style, left, 0, room);
        const double height = std::max(facts.height(), credits.height());
        for (TextBlock* block : {&credits, &facts}) {
            if (block->lines.empty()) continue;
            block->top = bottom - height;
            layout_.texts.push_back(*block);
        }
        return height > 0 ? bottom - height - 1.6 * u_ : bottom;
    }

    /// At the right end of the header; gives its lower edge.
    double layLogo(double left, double width, double top) {
        if (!(content_.logoShape > 0)) return top;
        const double logoWidth = std::min(kLogoHeight * u_ * content_.logoShape, 0.25 * width);
        layout_.logo = PageBox{left + width - logoWidth, top, logoWidth, logoWidth / content_.logoShape};
        return layout_.logo->bottom();
    }

    /// Gives the bottom of the header.
    double layHeader(double left, double width, double top) {
        const double logoBottom = layLogo(left, width, top);
        if (layout_.logo) width = layout_.logo->x - kLogoGap * u_ - left;
        double noteWidth = 0;
        TextBlock note;
        const double inset = 2.0 * u_;
        if (!content_.note.empty()) {
            note = letterer_.block(content_.note, lettering(kNoteSize, {150, 44, 32, 255}), 0, 0, 0.3 * width,
                                   Side::Left, 1.4);
            noteWidth = note.widthMillimeters + 2 * inset + 6 * u_;
        }
        double y = top;
        if (content_.heading) {
            y = addText(content_.title, lettering(kTitleSize, kInk, kBold), left, y, width - noteWidth, Side::Left,
                        1.3);
            y = addText(content_.subtitle, lettering(kSubtitleSize, kSoftInk), left, y, width - noteWidth, Side::Left,
                        1.4);
        }
        if (noteWidth > 0) {
            const double height = note.height() + 1.6 * u_;
            y = std::max(y, top + height);
            const PageBox box{left + width - note.widthMillimeters - 2 * inset, y - height,
                              note.widthMillimeters + 2 * inset, height};
            note.anchorX = box.x + inset;
            note.top = box.y + (height - note.height()) / 2;
            layout_.noteBox = box;
            layout_.texts.push_back(std::move(note));
        }
        y = std::max(y, logoBottom);
        return y > top ? y + 3.2 * u_ : top;
    }

    bool hasInstruments() const { return content_.northArrow || content_.scaleBar; }
    bool hasText() const { return !content_.description.empty() || !content_.text.empty(); }
    bool hasPanel() const {
        return hasInstruments() || hasText() || !content_.legend.empty() || !content_.figures.empty();
    }

    /// North arrow and scale bar side by side, their feet on `bottom`.
    void layInstruments(double left, double bottom, double width) {
        double x = left;
        if (content_.northArrow) {
            layout_.northArrow = PageBox{x, bottom - kNorthHeight * u_, kNorthWidth * u_, kNorthHeight * u_};
            x += (kNorthWidth + 3) * u_;
        }
        if (content_.scaleBar) {
            layout_.scaleBar =
                PageBox{x, bottom - kScaleHeight * u_, std::max(left + width - x, u_), kScaleHeight * u_};
        }
    }

    double layDescription(double x, double y, double width) {
        y = addText(content_.description, lettering(kTextSize, kInk), x, y, width, Side::Left, 1.55);
        if (!content_.description.empty() && !content_.descriptionSource.empty()) {
            y = addText(content_.descriptionSource, lettering(kSmallSize, kSoftInk), x, y + 0.8 * u_, width, Side::Left,
                        1.4);
        }
        if (content_.text.empty()) return y;
        return addText(content_.text, lettering(kTextSize, kInk), x, content_.description.empty() ? y : y + 1.6 * u_,
                       width, Side::Left, 1.55);
    }

    /// Below each other or side by side, the upper left corner of the first at (0, 0); gives width and height of all.
    Point arrangeFigures(double width, double height, bool sideBySide) {
        const double gap = kFigureGap * u_;
        const auto count = static_cast<double>(content_.figures.size());
        const double widest = sideBySide ? (width - (count - 1) * gap) / count : width;
        Point size;
        layout_.figures.clear();
        layout_.figuresComplete = true;
        for (const FigureTable& table : content_.figures) {
            Point at;
            if (!layout_.figures.empty()) (sideBySide ? at.x : at.y) = (sideBySide ? size.x : size.y) + gap;
            auto figure = layoutFigures(table, widest, height - at.y, u_, letterer_);
            if (!figure) {
                layout_.figuresComplete = false;
                continue;
            }
            figure->move(at.x, at.y);
            size = {std::max(size.x, at.x + figure->width), std::max(size.y, at.y + figure->height)};
            layout_.figures.push_back(std::move(*figure));
        }
        return size;
    }

    /// Both legend and figures are there, and as large as the rest of the sheet.
    bool readsWell() const {
        constexpr double kReadable = 0.84;
        if (!layout_.figuresComplete) return false;
        for (const FigureLayout& figure : layout_.figures) {
            if (figure.scale < kReadable) return false;
        }
        return content_.legend.empty() || (layout_.legend.complete && layout_.legend.scale >= kReadable);
    }

    /// Lays what the panel holds for one width; the legend says whether it fits.
    void fillPanel(double width, const std::vector<TextBlock>& texts) {
        layout_.texts = texts;
        layout_.rules.clear();
        const PageBox& border = layout_.border;
        layout_.panel = {border.right() - width, border.y, width, border.height};
        const double x = layout_.panel.x + kPadding * u_;
        const double inner = width - 2 * kPadding * u_;
        double y = layDescription(x, border.y + kPadding * u_, inner);
        double bottom = border.bottom() - kPadding * u_;
        if (hasInstruments()) {
            layInstruments(x, bottom, inner);
            bottom -= (kNorthHeight + 3.5) * u_;
            layout_.rules.push_back({x, bottom, x + inner, bottom});
            bottom -= 3 * u_;
        }
        if (!content_.figures.empty()) {
            // A long table leaves the legend a third of the room.
            const double room = bottom - y - (hasText() ? kFigureGap * u_ : 0);
            const Point size = arrangeFigures(inner, content_.legend.empty() ? room : 0.67 * room, false);
            bottom -= size.y;
            for (FigureLayout& figure : layout_.figures) figure.move(x, bottom);
            bottom -= kFigureGap * u_;
        }
        if (content_.legend.empty()) return;
        if (hasText()) {
            y += 3 * u_;
            layout_.rules.push_back({x, y, x + inner, y});
            y += 3 * u_;
        }
        y = addText(content_.legendTitle, lettering(kLegendTitleSize, kInk, kBold), x, y, inner, Side::Left, 1.3);
        y += 1.5 * u_;
        layout_.legend =
            layoutLegend(content_.legend, {x, y, inner, std::max(bottom - y, 1.0), u_, 4, false}, letterer_);
    }

    bool hasBrokenNames() const {
        return std::any_of(layout_.figures.begin(), layout_.figures.end(),
                           [](const FigureLayout& figure) { return figure.broken; });
    }

    bool asGoodAs(const SheetLayout& other) const {
        if (!layout_.legend.complete || layout_.figures.size() != other.figures.size()) return false;
        for (std::size_t i = 0; i < layout_.figures.size(); ++i) {
            if (layout_.figures[i].scale < other.figures[i].scale) return false;
            if (layout_.figures[i].broken && !other.figures[i].broken) return false;
        }
        return layout_.legend.scale >= other.legend.scale;
    }

    void layPanelBeside() {
        layout_.frame = layout_.border;
        if (!hasPanel()) return;
        const std::vector<TextBlock> texts = layout_.texts;
        std::optional<SheetLayout> readable;
        const double least = std::min(kLeastPanel * u_, 0.4 * layout_.border.width);
        // Widen the panel until the legend fits without shrinking much, up to what the map can spare.
        for (const double share : {0.0, 0.2, 0.25, 0.3, 0.35, 0.4}) {
            const double width = std::max(least, share * layout_.border.width);
            fillPanel(width, texts);
            if (!readsWell()) continue;
            // Names of a table that are not broken are worth some width, but not any.
            if (!readable) readable = layout_;
            if (!hasBrokenNames()) break;
        }
        if (readable && (!readsWell() || hasBrokenNames())) layout_ = *std::move(readable);
        double held = layout_.legend.width;
        for (const FigureLayout& figure : layout_.figures) held = std::max(held, figure.width + 1e-6);
        const double tight = std::max(least, held + 2 * kPadding * u_);
        if (layout_.legend.complete && tight < layout_.panel.width) {
            const SheetLayout wider = layout_;
            fillPanel(tight, texts);
            if (!asGoodAs(wider)) layout_ = wider;
        }
        layout_.frame.width -= layout_.panel.width;
        layout_.rules.push_back({layout_.panel.x, layout_.border.y, layout_.panel.x, layout_.border.bottom()});
    }

    void layPanelBelow() {
        layout_.frame = layout_.border;
        if (!hasPanel()) return;
        const SheetLayout before = layout_;
        fillPanelBelow(false);
        if (layout_.figuresComplete) return;
        SheetLayout stacked = std::exchange(layout_, before);
        fillPanelBelow(true);
        if (!layout_.figuresComplete || !layout_.legend.complete) layout_ = std::move(stacked);
    }

    /// Figures side by side need less height, and leave the legend less width.
    void fillPanelBelow(bool sideBySide) {
        const PageBox border = layout_.border;
        const double pad = kPadding * u_;
        const double inner = border.width - 2 * pad;
        const double instruments = hasInstruments() ? std::min((kNorthWidth + 3 + kScaleWidth) * u_, 0.42 * inner) : 0;
        const double maxHeight = 0.42 * border.height;

        // Laid as if the panel began at 0, then moved to where its height puts it.
        const std::size_t firstText = layout_.texts.size();
        double y = pad;
        if (hasText()) y = layDescription(border.x + pad, y, inner) + 2.5 * u_;
        const double below = y;
        double height = y;
        const double feet = hasInstruments() ? (kNorthHeight + kFigureGap) * u_ : 0;
        const double figureShare = content_.legend.empty() ? 1 : sideBySide ? 0.68 : 0.55;
        const Point figures = arrangeFigures(figureShare * inner, std::max(maxHeight - below - feet, 1.0), sideBySide);
        const double aside = std::max(instruments, figures.x);
        const double legendWidth = inner - (aside > 0 ? aside + 2 * pad : 0);
        if (!content_.legend.empty()) {
            y = addText(content_.legendTitle, lettering(kLegendTitleSize, kInk, kBold), border.x + pad, y, legendWidth,
                        Side::Left, 1.3);
            y += 1.5 * u_;
            layout_.legend = layoutLegend(
                content_.legend, {border.x + pad, y, legendWidth, std::max(maxHeight - y, 10 * u_), u_, 8, true},
                letterer_);
            height = y + layout_.legend.height;
        }
        if (figures.y > 0) {
            height = std::max(height, below + figures.y + feet);
        } else if (hasInstruments()) {
            height = std::max(height, below + kNorthHeight * u_);
        }
        height += pad;
        const double top = border.bottom() - height;
        layout_.panel = {border.x, top, border.width, height};
        for (std::size_t i = firstText; i < layout_.texts.size(); ++i) layout_.texts[i].top += top;
        for (auto& placement : layout_.legend.placements) {
            placement.label.top += top;
            placement.swatch.y += top;
        }
        const double right = border.right() - pad - aside;
        for (FigureLayout& figure : layout_.figures) figure.move(right, top + below);
        if (hasInstruments()) layInstruments(right, border.bottom() - pad, instruments);
        layout_.rules.push_back({border.x, top, border.right(), top});
        layout_.frame.height -= height;
    }

    /// The map is an image of whole pixels: its frame is moved onto them.
    void snapFrame() {
        const double perMillimeter = layout_.page.pixelsPerMillimeter();
        const auto snap = [&](double value) { return std::round(value * perMillimeter) / perMillimeter; };
        PageBox& frame = layout_.frame;
        const double right = snap(frame.right());
        const double bottom = snap(frame.bottom());
        frame.x = snap(frame.x);
        frame.y = snap(frame.y);
        frame.width = std::max(right - frame.x, 1 / perMillimeter);
        frame.height = std::max(bottom - frame.y, 1 / perMillimeter);
    }

    const SheetContent& content_;
    const Letterer& letterer_;
    SheetLayout layout_;
    double u_ = 1;
};

} // namespace

SheetLayout layoutSheet(const Page& page, const SheetContent& content, const Letterer& letterer) {
    return Composer(page, content, letterer).compose();
}

} // namespace geju
