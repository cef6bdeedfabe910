#include "sheet/figure_table.hpp"

#include <algorithm>
#include <numeric>

namespace geju {

namespace {

constexpr const char* kBold = "Noto Sans CJK SC Bold";
constexpr Rgba kInk{28, 32, 38, 255};
constexpr Rgba kSoftInk{92, 98, 106, 255};
constexpr Rgba kAlarm{150, 44, 32, 255};

/// Sizes in layout units (a millimetre on A3).
constexpr double kTitleSize = 3.4;
constexpr double kCellSize = 2.7;
constexpr double kHeadingSize = 2.3;
constexpr double kNoteSize = 2.2;
constexpr double kLineHeightEms = 1.3;
constexpr double kRowGap = 0.75;
constexpr double kColumnGap = 3.2;
constexpr double kSwatchSide = 2.4;
constexpr double kLeastBar = 16;
constexpr double kLongestBar = 34;
/// Of a column of words that has to be broken.
constexpr double kLeastWords = 14;

class FigureComposer {
  public:
    FigureComposer(const FigureTable& table, double maxWidth, double unit, const Letterer& letterer)
      : table_(table)
      , letterer_(letterer)
      , u_(unit) {
        swatch_ = std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.color; })
                      ? kSwatchSide + 1.2
                      : 0;
        measureColumns(maxWidth);
    }

    bool fits() const { return fits_; }

    FigureLayout compose() {
        double y = 0;
        if (!table_.title.empty()) {
            Lettering style = lettering(kTitleSize, kInk);
            style.font = kBold;
            y = add(letterer_.block(table_.title, style, 0, y, width_, Side::Left, kLineHeightEms)) + 1.0 * u_;
        }
        y = layHeadings(y);
        for (const auto& row : table_.rows) y = layRow(row, y);
        layout_.rules.push_back({0, y, width_, y});
        if (!table_.note.empty()) {
            y = add(letterer_.block(table_.note, lettering(kNoteSize, table_.alarming ? kAlarm : kSoftInk), 0,
                                    y + 0.6 * u_, width_, Side::Left, 1.4));
        }
        layout_.width = width_;
        layout_.height = y;
        return std::move(layout_);
    }

  private:
    Lettering lettering(double size, Rgba color) const {
        Lettering style;
        style.sizeMillimeters = size * u_;
        style.color = color;
        return style;
    }
    Lettering cellLettering(const FigureTable::Row& row) const {
        Lettering style = lettering(kCellSize, kInk);
        if (row.strong) style.font = kBold;
        return style;
    }

    double add(TextBlock block) {
        const double bottom = block.top + block.height();
        if (!block.lines.empty()) layout_.texts.push_back(std::move(block));
        return bottom;
    }

    double naturalWidth(std::size_t column) const {
        double width = letterer_.width(table_.columns[column].heading, lettering(kHeadingSize, kSoftInk));
        for (const auto& row : table_.rows) {
            const double aside = column == 0 ? swatch_ * u_ : 0;
            width = std::max(width, aside + letterer_.width(row.cells[column], cellLettering(row)));
        }
        return width;
    }

    /// Figures get what they need, bars and words share what is left; the widest words are broken first.
    void measureColumns(double maxWidth) {
        const std::size_t count = table_.columns.size();
        const double gaps = kColumnGap * u_ * static_cast<double>(count - 1);
        for (std::size_t i = 0; i < count; ++i) {
            widths_.push_back(table_.columns[i].bar ? kLeastBar * u_ : naturalWidth(i));
        }
        double over = std::accumulate(widths_.begin(), widths_.end(), gaps) - maxWidth;
        while (over > 1e-6) {
            std::size_t widest = count;
            for (std::size_t i = 0; i < count; ++i) {
                if (table_.columns[i].number || table_.columns[i].bar || widths_[i] <= kLeastWords * u_) continue;
                if (widest == count || widths_[i] > widths_[widest]) widest = i;
            }
            if (widest == count) break;
            const double less = std::min(over, widths_[widest] - kLeastWords * u_);
            widths_[widest] -= less;
            over -= less;
        }
        fits_ = over <= 1e-6;
        for (std::size_t i = 0; i < count && over < 0; ++i) {
            if (!table_.columns[i].bar) continue;
            widths_[i] = std::min(widths_[i] - over, kLongestBar * u_);
        }
        double x = 0;
        for (const double width : widths_) {
            lefts_.push_back(x);
            x += width + kColumnGap * u_;
        }
        width_ = x - kColumnGap * u_;
    }

    TextBlock cell(std::size_t column, const std::string& text, const Lettering& style, double y) const {
        const double aside = column == 0 ? swatch_ * u_ : 0;
        if (table_.columns[column].number) {
            return letterer_.block(text, style, lefts_[column] + widths_[column], y, widths_[column] + u_, Side::Right,
                                   kLineHeightEms);
        }
        return letterer_.block(text, style, lefts_[column] + aside, y, widths_[column] - aside + 1e-6, Side::Left,
                               kLineHeightEms);
    }

    double layHeadings(double y) {
        double bottom = y;
        std::vector<TextBlock> headings;
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            headings.push_back(cell(i, table_.columns[i].heading, lettering(kHeadingSize, kSoftInk), y));
            if (!table_.columns[i].number && i == 0) headings.back().anchorX = 0;
            bottom = std::max(bottom, y + headings.back().height());
        }
        if (bottom == y) return y;
        for (TextBlock& heading : headings) {
            heading.top = bottom - heading.height();
            add(std::move(heading));
        }
        bottom += 0.5 * u_;
        layout_.rules.push_back({0, bottom, width_, bottom});
        return bottom + kRowGap * u_;
    }

    double layRow(const FigureTable::Row& row, double y) {
        const Lettering style = cellLettering(row);
        const double line = kLineHeightEms * style.sizeMillimeters;
        if (row.strong) {
            layout_.rules.push_back({0, y, width_, y});
            y += 0.4 * u_;
        }
        double bottom = y + line;
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            if (table_.columns[i].bar) {
                const double thickness = 0.62 * line;
                const double length = std::clamp(row.share, 0.0, 1.0) * widths_[i];
                if (row.color && length > 0)
                    layout_.swatches.push_back(
                        {{lefts_[i], y + (line - thickness) / 2, length, thickness}, *row.color});
                continue;
            }
            TextBlock block = cell(i, row.cells[i], style, y);
            layout_.broken = layout_.broken || block.lines.size() > 1;
            bottom = std::max(bottom, add(std::move(block)));
        }
        const double side = kSwatchSide * u_;
        if (row.color && swatch_ > 0) layout_.swatches.push_back({{0, y + (line - side) / 2, side, side}, *row.color});
        return bottom + kRowGap * u_;
    }

    const FigureTable& table_;
    const Letterer& letterer_;
    double u_;
    double swatch_ = 0; ///< room before the first cell, layout units
    bool fits_ = false;
    std::vector<double> widths_;
    std::vector<double> lefts_;
    double width_ = 0;
    FigureLayout layout_;
};

} // namespace

void FigureLayout::move(double dx, double dy) {
    for (TextBlock& text : texts) {
        text.anchorX += dx;
        text.top += dy;
    }
    for (Swatch& swatch : swatches) {
        swatch.box.x += dx;
        swatch.box.y += dy;
    }
    for (Rule& rule : rules) {
        rule.x1 += dx;
        rule.x2 += dx;
        rule.y1 += dy;
        rule.y2 += dy;
    }
}

std::optional<FigureLayout> layoutFigures(const FigureTable& table, double maxWidth, double maxHeight, double unit,
                                          const Letterer& letterer) {
    if (table.columns.empty()) return std::nullopt;
    for (const double scale : {1.0, 0.92, 0.84, 0.76, 0.68}) {
        FigureComposer composer(table, maxWidth, unit * scale, letterer);
        if (!composer.fits()) continue;
        FigureLayout layout = composer.compose();
        layout.scale = scale;
        if (layout.height <= maxHeight + 1e-6) return layout;
    }
    return std::nullopt;
}

} // namespace geju
