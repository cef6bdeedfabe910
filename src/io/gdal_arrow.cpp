#include "io/gdal_arrow.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"
#include "io/utf8.hpp"
#include "io/wkb_geometry.hpp"

#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <system_error>
#include <thread>

namespace geju {

namespace {

/// What the C interface hands out, given back at the end.
template <typename Struct>
struct Owned : Struct {
    Owned() { this->release = nullptr; }
    ~Owned() {
        if (this->release) this->release(this);
    }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
};
using Batch = Owned<ArrowArray>;

/// Hears whether GDAL has anything to say; then the features are read one by one, where it says it again.
class Listener {
  public:
    Listener() { CPLPushErrorHandlerEx(hear, this); }
    ~Listener() { CPLPopErrorHandler(); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    bool heardSomething() const { return heard_; }

  private:
    static void hear(CPLErr kind, CPLErrorNum, const char*) {
        if (kind != CE_None && kind != CE_Debug) static_cast<Listener*>(CPLGetErrorHandlerUserData())->heard_ = true;
    }
    bool heard_ = false;
};

/// GDAL 3.6 keeps only the last true of each eight booleans in a column.
bool hasWrongBooleans() {
    return std::atoi(GDALVersionInfo("VERSION_NUM")) < GDAL_COMPUTE_VERSION(3, 7, 0);
}

bool isBoolean(const OGRFieldDefn& field) {
    return field.GetType() == OFTInteger && field.GetSubType() == OFSTBoolean;
}

/// While it lives, booleans are plain integers to GDAL, whose columns come out right where the driver goes by that.
class BooleansAsIntegers {
  public:
    explicit BooleansAsIntegers(OGRFeatureDefn& definition) {
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            OGRFieldDefn& field = *definition.GetFieldDefn(i);
            if (!isBoolean(field)) continue;
            field.SetSubType(OFSTNone);
            fields_.push_back(&field);
        }
    }
    ~BooleansAsIntegers() {
        for (OGRFieldDefn* field : fields_) field->SetSubType(OFSTBoolean);
    }
    BooleansAsIntegers(const BooleansAsIntegers&) = delete;
    BooleansAsIntegers& operator=(const BooleansAsIntegers&) = delete;

  private:
    std::vector<OGRFieldDefn*> fields_;
};

/// While it lives, GDAL leaves fields of a layer out.
class Ignoring {
  public:
    Ignoring(OGRLayer& layer, const std::function<bool(const OGRFieldDefn&)>& isLeftOut, bool leavesOutGeometry)
      : layer_(layer) {
        const OGRFeatureDefn& definition = *layer.GetLayerDefn();
        std::vector<const char*> names;
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            const OGRFieldDefn& field = *definition.GetFieldDefn(i);
            if (isLeftOut(field)) names.push_back(field.GetNameRef());
        }
        if (leavesOutGeometry) names.push_back("OGR_GEOMETRY");
        names.push_back(nullptr);
        isGood_ = layer.TestCapability(OLCIgnoreFields) && layer.SetIgnoredFields(names.data()) == OGRERR_NONE;
    }
    ~Ignoring() { static_cast<void>(layer_.SetIgnoredFields(nullptr)); }
    Ignoring(const Ignoring&) = delete;
    Ignoring& operator=(const Ignoring&) = delete;
    bool isGood() const { return isGood_; }

  private:
    OGRLayer& layer_;
    bool isGood_ = false;
};

/// A column of booleans that the stream leaves out.
constexpr char kSeparate = 's';
constexpr char kBooleanAsInteger = 'B';

/// The Arrow format of a field whose columns say what its features say; '\0' for others.
char formatOf(const OGRFieldDefn& field) {
    switch (field.GetType()) {
    case OFTInteger:
        if (field.GetSubType() == OFSTBoolean) return 'b';
        return field.GetSubType() == OFSTNone ? 'i' : '\0';
    case OFTInteger64:
        return field.GetSubType() == OFSTNone ? 'l' : '\0';
    case OFTReal:
        return field.GetSubType() == OFSTNone ? 'g' : '\0';
    case OFTString:
        return 'u';
    default:
        return '\0';
    }
}

template <typename T>
const T* values(const ArrowArray& array, int buffer) {
    return static_cast<const T*>(array.buffers[buffer]) + array.offset;
}

bool bitAt(const void* bits, std::int64_t index) {
    return (static_cast<const std::uint8_t*>(bits)[index / 8] >> (index % 8) & 1) != 0;
}

bool isNullAt(const ArrowArray& array, std::int64_t row) {
    return array.null_count != 0 && array.buffers[0] && !bitAt(array.buffers[0], array.offset + row);
}

/// Numbers of a batch without nulls, all at once; false when there is something to look at cell by cell.
bool appendPlainNumbers(const ArrowArray& array, char format, Column& column) {
    if (array.null_count != 0 && array.buffers[0]) return false;
    const auto count = static_cast<std::size_t>(array.length);
    switch (format) {
    case 'i':
        column.appendNumbers(std::span(values<std::int32_t>(array, 1), count));
        return true;
    case 'l':
        column.appendNumbers(std::span(values<std::int64_t>(array, 1), count));
        return true;
    case 'g': {
        const std::span numbers(values<double>(array, 1), count);
        if (!std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }))
            return false;
        column.appendNumbers(numbers);
        return true;
    }
    default:
        return false;
    }
}

class ColumnReader {
  public:
    ColumnReader(OGRLayer& layer, const ArrowRequest& request, TableBuilder& builder, IssueLog& log)
      : layer_(layer)
      , request_(request)
      , builder_(builder)
      , log_(log)
      , wkb_(builder)
      , other_(builder) {}

    ArrowOutcome read();

  private:
    using Kind = ArrowOutcome::Kind;

    bool choose();
    bool matches(const ArrowSchema& schema);
    Kind readStream();
    bool readSeparate();
    Kind drain(ArrowArrayStream& stream);
    Kind pull(ArrowArrayStream& stream);
    void consumeAll();
    bool consume(const ArrowArray& batch);
    bool writeGeometry(const ArrowArray& array, std::int64_t row);
    bool appendCells(const ArrowArray& array, char format, Column& column) const;
    bool appendTexts(const ArrowArray& array, Column& column) const;

    OGRLayer& layer_;
    const ArrowRequest& request_;
    TableBuilder& builder_;
    IssueLog& log_;
    WkbGeometryWriter wkb_;
    GdalGeometryWriter other_; ///< for what is unusual
    std::size_t expected_ = 0; ///< features
    bool hasGeometry_ = false;
    std::string formats_; ///< of the columns
    std::vector<Column> columns_;
    std::vector<std::size_t> childOf_; ///< where in a batch each column is, and at the end the geometry

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Batch>> waiting_;
    bool isLast_ = false;
    bool isUnsuitable_ = false;
    std::exception_ptr thrown_;
};

/// Whether the layer is one of those that read the same both ways.
bool ColumnReader::choose() {
    const OGRFeatureDefn& definition = *layer_.GetLayerDefn();
    if (definition.GetGeomFieldCount() > 1) return false;
    hasGeometry_ = definition.GetGeomFieldCount() == 1;
    std::set<std::string_view> names;
    if (!request_.idColumn.empty()) {
        formats_ += 'l';
        columns_.emplace_back(request_.idColumn);
        names.insert(request_.idColumn);
    }
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const char format = formatOf(*definition.GetFieldDefn(i));
        const std::string& name = request_.names[static_cast<std::size_t>(i)];
        if (format == '\0' || !names.insert(name).second) return false;
        const bool isSeparate = format == 'b' && hasWrongBooleans() && !request_.booleansByType;
        formats_ += isSeparate ? kSeparate : format;
        columns_.emplace_back(name);
    }
    constexpr GIntBig kMostBelieved = 1 << 24; // a count that a file only claims
    expected_ = static_cast<std::size_t>(std::clamp<GIntBig>(layer_.GetFeatureCount(FALSE), 0, kMostBelieved));
    for (Column& column : columns_) column.reserve(expected_);
    return true;
}

/// Whether the columns come as expected, or booleans as integers, which is then noted.
bool ColumnReader::matches(const ArrowSchema& schema) {
    const auto given = static_cast<std::size_t>(schema.n_children);
    std::size_t child = 0;
    for (char& expected : formats_) {
        childOf_.push_back(child);
        if (expected == kSeparate) continue;
        if (child >= given) return false;
        const std::string_view format = schema.children[child++]->format;
        if (format == "i" && expected == 'b')
            expected = kBooleanAsInteger;
        else if (format.size() != 1 || format[0] != expected)
            return false;
    }
    childOf_.push_back(child);
    if (!hasGeometry_) return child == given;
    return child + 1 == given && std::string_view(schema.children[child]->format) == "z";
}

ArrowOutcome ColumnReader::read() {
    const Listener listener;
    ArrowOutcome outcome;
    if (!choose()) return outcome;
    outcome.kind = readStream();
    if (outcome.kind == Kind::Read && !readSeparate()) outcome.kind = Kind::Unsuitable;
    if (outcome.kind == Kind::Read && listener.heardSomething()) outcome.kind = Kind::Unsuitable;
    if (outcome.kind != Kind::Read) return outcome;
    if (builder_.featureCount() > 0) {
        for (Column& column : columns_) builder_.addColumn(std::move(column));
    }
    outcome.curvedFeatures = other_.curvedFeatures();
    outcome.featuresWithHeights = wkb_.featuresWithHeights() + other_.featuresWithHeights();
    return outcome;
}

ColumnReader::Kind ColumnReader::readStream() {
    std::optional<BooleansAsIntegers> disguise;
    std::optional<Ignoring> ignoring;
    if (hasWrongBooleans() && request_.booleansByType) disguise.emplace(*layer_.GetLayerDefn());
    if (formats_.find(kSeparate) != std::string::npos) {
        ignoring.emplace(layer_, isBoolean, false);
        if (!ignoring->isGood()) return Kind::Unsuitable;
    }
    // Small batches: memory of theirs is used again and again, and a reader can be cancelled between them.
    const std::array<const char*, 3> options{request_.idColumn.empty() ? "INCLUDE_FID=NO" : "INCLUDE_FID=YES",
                                             "MAX_FEATURES_IN_BATCH=8192", nullptr};
    Owned<ArrowArrayStream> stream;
    if (!layer_.GetArrowStream(&stream, const_cast<char**>(options.data()))) return Kind::Unsuitable;
    {
        Owned<ArrowSchema> schema;
        if (stream.get_schema(&stream, &schema) != 0 || !matches(schema)) return Kind::Unsuitable;
    }
    return drain(stream);
}

/// The columns that the stream left out, from features that hold nothing else.
bool ColumnReader::readSeparate() {
    if (formats_.find(kSeparate) == std::string::npos) return true;
    const Ignoring ignoring(
        layer_, [](const OGRFieldDefn& field) { return !isBoolean(field); }, true);
    if (!ignoring.isGood()) return false;
    const std::size_t firstField = request_.idColumn.empty() ? 0 : 1;
    layer_.ResetReading();
    std::size_t count = 0;
    while (const std::unique_ptr<OGRFeature> feature{layer_.GetNextFeature()}) {
        for (std::size_t i = firstField; i < formats_.size(); ++i) {
            if (formats_[i] != kSeparate) continue;
            const int field = static_cast<int>(i - firstField);
            const bool isNull = !feature->IsFieldSetAndNotNull(field);
            columns_[i].append(isNull ? Value() : Value(feature->GetFieldAsInteger(field) != 0));
        }
        ++count;
    }
    return count == builder_.featureCount();
}

/// This thread pulls the batches out of GDAL while another takes them apart.
ColumnReader::Kind ColumnReader::drain(ArrowArrayStream& stream) {
    std::thread consumer;
    try {
        consumer = std::thread([this] { consumeAll(); });
    } catch (const std::system_error&) {
        return Kind::Unsuitable; // the system has no more threads
    }
    const Kind kind = pull(stream);
    {
        const std::lock_guard lock(mutex_);
        isLast_ = true;
        if (kind != Kind::Read) waiting_.clear();
    }
    changed_.notify_all();
    consumer.join();
    if (thrown_) std::rethrow_exception(thrown_);
    return isUnsuitable_ ? Kind::Unsuitable : kind;
}

ColumnReader::Kind ColumnReader::pull(ArrowArrayStream& stream) {
    constexpr std::size_t kMostWaiting = 2;
    const auto expected = static_cast<double>(std::max<GIntBig>(layer_.GetFeatureCount(FALSE), 1));
    double rows = 0;
    while (true) {
        report(request_.progress, request_.progressFrom + request_.progressSpan * std::min(1.0, rows / expected));
        if (isCancelled(request_.progress)) return Kind::Cancelled;
        auto batch = std::make_unique<Batch>();
        if (stream.get_next(&stream, batch.get()) != 0) return Kind::Unsuitable;
        if (!batch->release) return Kind::Read;
        rows += static_cast<double>(batch->length);
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_.size() < kMostWaiting || isUnsuitable_; });
        if (isUnsuitable_) return Kind::Unsuitable;
        waiting_.push_back(std::move(batch));
        lock.unlock();
        changed_.notify_all();
    }
}

void ColumnReader::consumeAll() {
    const Listener listener; // GDAL's messages are caught a thread at a time
    std::unique_lock lock(mutex_);
    while (!isUnsuitable_) {
        changed_.wait(lock, [&] { return !waiting_.empty() || isLast_; });
        if (waiting_.empty()) break;
        std::unique_ptr<Batch> batch = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        changed_.notify_all();
        bool isGood = false;
        std::exception_ptr thrown;
        try {
            isGood = consume(*batch) && !listener.heardSomething();
        } catch (...) {
            thrown = std::current_exception(); // for the thread that reads the layer
        }
        batch.reset();
        lock.lock();
        thrown_ = thrown;
        if (!isGood) isUnsuitable_ = true;
    }
    lock.unlock();
    changed_.notify_all();
}

bool ColumnReader::consume(const ArrowArray& batch) {
    if (batch.offset != 0 || builder_.full()) return false;
    const bool isFirst = builder_.featureCount() == 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (formats_[i] == kSeparate) continue;
        const ArrowArray& array = *batch.children[childOf_[i]];
        if (array.length != batch.length || !appendCells(array, formats_[i], columns_[i])) return false;
    }
    for (std::int64_t row = 0; row < batch.length; ++row) {
        if (hasGeometry_ && !writeGeometry(*batch.children[childOf_.back()], row)) return false;
        builder_.endFeature();
    }
    if (isFirst && batch.length > 0 && expected_ > builder_.featureCount()) {
        // Room for the rest by what the first batch needed; what is not needed of it is never touched.
        builder_.reserve(expected_, builder_.pointCount() * expected_ / builder_.featureCount() * 11 / 10);
    }
    return true;
}

bool ColumnReader::writeGeometry(const ArrowArray& array, std::int64_t row) {
    if (isNullAt(array, row)) return false; // perhaps broken, which only features tell
    const auto* ends = values<std::int32_t>(array, 1) + row;
    const auto* bytes = static_cast<const std::uint8_t*>(array.buffers[2]) + ends[0];
    const auto size = static_cast<std::size_t>(ends[1] - ends[0]);
    const auto feature = static_cast<std::int64_t>(builder_.featureCount());
    const WkbGeometryWriter::Outcome outcome = wkb_.write({bytes, size}, request_.swapAxes);
    if (outcome != WkbGeometryWriter::Outcome::Unusual) {
        reportGeometry(wkb_.checks(), outcome == WkbGeometryWriter::Outcome::Written, feature, log_);
        return true;
    }
    OGRGeometry* made = nullptr;
    if (OGRGeometryFactory::createFromWkb(bytes, nullptr, &made, size) != OGRERR_NONE) return false;
    const std::unique_ptr<OGRGeometry> shape(made);
    const bool isGood = other_.write(*shape, request_.swapAxes);
    reportGeometry(other_.checks(), isGood, feature, log_);
    return true;
}

/// False when a text is not UTF-8.
bool ColumnReader::appendCells(const ArrowArray& array, char format, Column& column) const {
    if (format == 'u') return appendTexts(array, column);
    if (appendPlainNumbers(array, format, column)) return true;
    for (std::int64_t row = 0; row < array.length; ++row) {
        if (isNullAt(array, row)) {
            column.append(Value{});
            continue;
        }
        switch (format) {
        case 'b':
            column.append(bitAt(array.buffers[1], array.offset + row));
            break;
        case kBooleanAsInteger:
            column.append(values<std::int32_t>(array, 1)[row] != 0);
            break;
        case 'i':
            column.append(static_cast<std::int64_t>(values<std::int32_t>(array, 1)[row]));
            break;
        case 'l':
            column.append(values<std::int64_t>(array, 1)[row]);
            break;
        case 'g': {
            const double number = values<double>(array, 1)[row];
            column.append(std::isfinite(number) ? Value(number) : Value());
            break;
        }
        default:
            return false;
        }
    }
    return true;
}

bool ColumnReader::appendTexts(const ArrowArray& array, Column& column) const {
    const auto* ends = values<std::int32_t>(array, 1);
    std::vector<std::string_view> texts; // that stand one behind the other without nulls
    for (std::int64_t row = 0; row < array.length; ++row) {
        if (isNullAt(array, row)) {
            column.appendTexts(texts);
            texts.clear();
            column.append(Value{});
            continue;
        }
        std::string_view text(static_cast<const char*>(array.buffers[2]) + ends[row],
                              static_cast<std::size_t>(ends[row + 1] - ends[row]));
        text = text.substr(0, text.find('\0')); // as a feature's text, which ends there
        if (!isUtf8(text)) return false;
        texts.push_back(text);
    }
    column.appendTexts(texts);
    return true;
}

} // namespace

ArrowOutcome readByColumns(OGRLayer& layer, const ArrowRequest& request, TableBuilder& builder, IssueLog& log) {
    return ColumnReader(layer, request, builder, log).read();
}

void reportGeometry(const GeometryWriter& checks, bool isGood, std::int64_t feature, IssueLog& log) {
    if (!isGood) {
        if (Issue* issue = log.add(Severity::Error, checks.fault().code, feature)) {
            issue->message = checks.fault().message;
            issue->remedy = tr("the feature is read without its geometry");
        }
    } else if (checks.closedRings() > 0) {
        if (Issue* issue = log.add(Severity::Warning, "unclosed-ring", feature)) {
            issue->message = filled(tr("{} rings of the polygon do not end where they begin"), checks.closedRings());
            issue->remedy = tr("the first position was repeated at the end");
        }
    }
}

} // namespace geju
