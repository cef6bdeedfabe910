#include "sheet/pdf_forms.hpp"

#include "render/deflate.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <charconv>
#include <string_view>
#include <utility>

namespace geju {

namespace {

/// A fifth of the time of 6 for a fifteenth of the size more.
constexpr int kLevel = 4;

std::string markOf(std::size_t form) {
    return fmt::format("Geju form {:08}", form);
}

/// As much of a JPEG as cairo looks at before it copies one into a file as it is: start, a comment, the frame header of
/// one pixel, end.
std::string markedImage(const std::string& mark) {
    constexpr std::string_view kStart{"\xff\xd8", 2};
    constexpr std::string_view kFrame{"\xff\xc0\0\x11\x08\0\x01\0\x01\x03\x01\x11\0\x02\x11\0\x03\x11\0", 19};
    constexpr std::string_view kEnd{"\xff\xd9", 2};
    std::string image(kStart);
    image += std::string_view("\xff\xfe\0", 3);
    image += static_cast<char>(mark.size() + 2);
    image += mark;
    image += kFrame;
    return image += kEnd;
}

std::string dictionaryOf(const PageBox& box, const std::set<int>& opacities, std::size_t length) {
    const double width = box.width / kPdfStepMillimeters;
    const double height = box.height / kPdfStepMillimeters;
    std::string states;
    for (const int opacity : opacities) {
        states += fmt::format(" /a{0} << /CA {1:.3f} /ca {1:.3f} >>", opacity, opacity / 1000.0);
    }
    // An image fills the unit square upwards: the form's box must.
    return fmt::format(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 {0:.3f} {1:.3f}] /Matrix [{2:.15f} 0 0 {3:.15f} 0 1]\n"
        "   /Resources << /ExtGState <<{4} >> >> /Filter /FlateDecode /Length {5} >>",
        width, height, 1 / width, -1 / height, states, length);
}

/// Number of the object in which the mark stands.
std::optional<std::size_t> objectOf(std::string_view pdf, std::string_view mark) {
    const std::size_t at = pdf.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::size_t head = pdf.rfind(" 0 obj", at);
    if (head == std::string_view::npos) return std::nullopt;
    const std::size_t line = pdf.rfind('\n', head);
    if (line == std::string_view::npos) return std::nullopt;
    std::size_t number = 0;
    const auto parsed = std::from_chars(pdf.data() + line + 1, pdf.data() + head, number);
    if (parsed.ec != std::errc() || parsed.ptr != pdf.data() + head) return std::nullopt;
    return number;
}

/// The file's last table of objects: where it begins, and the entries of its trailer.
struct LastTable {
    std::size_t place = 0;
    std::string entries;
};
std::optional<LastTable> lastTable(std::string_view pdf) {
    constexpr std::string_view kTrailer = "trailer";
    constexpr std::string_view kPlace = "startxref\n";
    const std::size_t trailer = pdf.rfind(kTrailer);
    const std::size_t place = pdf.rfind(kPlace);
    if (trailer == std::string_view::npos || place == std::string_view::npos || place < trailer) return std::nullopt;
    const std::size_t begin = pdf.find("<<", trailer);
    const std::size_t end = pdf.rfind(">>", place);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return std::nullopt;
    LastTable table;
    table.entries = pdf.substr(begin + 2, end - begin - 2);
    const char* digits = pdf.data() + place + kPlace.size();
    if (std::from_chars(digits, pdf.data() + pdf.size(), table.place).ec != std::errc()) return std::nullopt;
    return table;
}

} // namespace

void PdfForms::place(cairo_t* cairo, const PageBox& box, std::vector<PdfContent> contents) {
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    auto* bytes = new std::string(markedImage(markOf(forms_.size())));
    const auto status = cairo_surface_set_mime_data(
        image, CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>(bytes->data()), bytes->size(),
        [](void* data) { delete static_cast<std::string*>(data); }, bytes);
    if (status != CAIRO_STATUS_SUCCESS) delete bytes;
    cairo_save(cairo);
    cairo_translate(cairo, box.x, box.y);
    cairo_scale(cairo, box.width, box.height);
    cairo_set_source_surface(cairo, image, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(image);
    Form& form = forms_.emplace_back();
    form.box = box;
    for (PdfContent& content : contents) {
        form.operators.push_back(std::move(content.operators));
        form.opacities.merge(content.opacities);
    }
}

std::optional<std::string> PdfForms::complete(std::string pdf) const {
    if (forms_.empty()) return pdf;
    const auto last = lastTable(pdf);
    if (!last) return std::nullopt;
    std::string table = "xref\n";
    for (std::size_t i = 0; i < forms_.size(); ++i) {
        const auto object = objectOf(pdf, markOf(i));
        if (!object) return std::nullopt;
        const Form& form = forms_[i];
        const std::string packed = deflate(form.operators, kLevel);
        if (packed.empty()) return std::nullopt;
        table += fmt::format("{} 1\n{:010} 00000 n \n", *object, pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nstream\n", *object, dictionaryOf(form.box, form.opacities, packed.size()));
        pdf += packed;
        pdf += "\nendstream\nendobj\n";
    }
    const std::size_t place = pdf.size();
    pdf += table;
    pdf += fmt::format("trailer\n<<{}   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n", last->entries, last->place, place);
    return pdf;
}

} // namespace geju
