#include "crs/crs.hpp"

#include "core/translate.hpp"
#include "crs/proj_support.hpp"

#include <fmt/format.h>
#include <proj.h>
#include <proj_experimental.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>

namespace geju {

struct Crs::Data {
    std::string name;
    std::string identifier;
    std::string definition;
    std::string normalized; ///< PROJJSON of the horizontal system with axes x east, y north
    std::string geographic; ///< PROJJSON of the lon/lat system in degrees; "" when there is none or it is this one
    bool isGeographic = false;
    bool isProjected = false;
    double metersPerUnit = 1;
    Ellipsoid ellipsoid;
    Box areaOfUse;
};

namespace {

std::string projJson(pj_ctx* context, const PJ* object) {
    const char* text = proj_as_projjson(context, object, nullptr);
    return text ? text : "";
}

std::string identifierOf(const PJ* object) {
    const char* authority = proj_get_id_auth_name(object, 0);
    const char* code = proj_get_id_code(object, 0);
    return authority && code ? std::string(authority) + ":" + code : std::string();
}

/// The catalogue's identifier for a definition that carries none, where PROJ is sure of it.
std::string identify(pj_ctx* context, const PJ* object) {
    int* confidence = nullptr;
    PJ_OBJ_LIST* matches = proj_identify(context, object, "EPSG", nullptr, &confidence);
    std::string identifier;
    constexpr int kNamesAndDefinitionsAgree = 90; // proj_identify's scale
    if (matches && proj_list_get_count(matches) > 0 && confidence[0] >= kNamesAndDefinitionsAgree) {
        const ProjObject best(proj_list_get(context, matches, 0));
        if (best) identifier = identifierOf(best.get());
    }
    proj_int_list_destroy(confidence);
    proj_list_destroy(matches);
    return identifier;
}

/// As the definition says it, or else the catalogue.
Box areaFor(pj_ctx* context, const PJ* object, const std::string& identifier) {
    constexpr double kUnknown = -1000; // PROJ's word for it
    Box area;
    const auto ask = [&](const PJ* asked) {
        return asked && proj_get_area_of_use(context, asked, &area.minX, &area.minY, &area.maxX, &area.maxY, nullptr) &&
               area.minX > kUnknown;
    };
    if (!ask(object) && (identifier.empty() || !ask(ProjObject(proj_create(context, identifier.c_str())).get())))
        return {};
    if (area.maxX < area.minX) area.maxX += 360;
    return area;
}

bool isGeographicType(PJ_TYPE type) {
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

/// The CRS whose axes are asked: itself, or the one that a bound CRS ties to a datum shift.
ProjObject unbound(pj_ctx* context, const PJ* object) {
    if (proj_get_type(object) == PJ_TYPE_BOUND_CRS) return ProjObject(proj_get_source_crs(context, object));
    return ProjObject(proj_clone(context, object));
}

/// Horizontal, two-dimensional, axes x east and y north.
ProjObject normalized(pj_ctx* context, ProjObject object) {
    if (proj_get_type(object.get()) == PJ_TYPE_COMPOUND_CRS) {
        object.reset(proj_crs_get_sub_crs(context, object.get(), 0));
        if (!object) return object;
    }
    const PJ_TYPE type = proj_get_type(object.get());
    if (type == PJ_TYPE_GEOGRAPHIC_3D_CRS || type == PJ_TYPE_PROJECTED_CRS) {
        if (ProjObject flat{proj_crs_demote_to_2D(context, nullptr, object.get())}) object = std::move(flat);
    }
    if (ProjObject turned{proj_normalize_for_visualization(context, object.get())}) object = std::move(turned);
    return object;
}

/// Factor of the first axis to metres or radians.
double axisFactor(pj_ctx* context, const PJ* crs) {
    double factor = 1;
    if (const ProjObject system{proj_crs_get_coordinate_system(context, crs)}) {
        proj_cs_get_axis_info(context, system.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr, nullptr, nullptr);
    }
    return factor;
}

void describeEllipsoid(pj_ctx* context, const PJ* crs, Ellipsoid& ellipsoid) {
    const ProjObject object{proj_get_ellipsoid(context, crs)};
    double inverseFlattening = 0;
    if (object && proj_ellipsoid_get_parameters(context, object.get(), &ellipsoid.semiMajorMeters, nullptr, nullptr,
                                                &inverseFlattening)) {
        ellipsoid.flattening = inverseFlattening == 0 ? 0 : 1 / inverseFlattening;
    }
}

/// Lon/lat in degrees on the datum of `crs`, as PROJJSON.
std::string geographicDefinition(pj_ctx* context, const PJ* crs) {
    ProjObject geodetic{proj_crs_get_geodetic_crs(context, crs)};
    if (!geodetic) return {};
    geodetic = normalized(context, std::move(geodetic));
    const double degree = std::numbers::pi / 180;
    if (std::fabs(axisFactor(context, geodetic.get()) / degree - 1) > 1e-9) {
        geodetic.reset(proj_crs_alter_cs_angular_unit(context, geodetic.get(), "degree", degree, "EPSG", "9122"));
    }
    return geodetic ? projJson(context, geodetic.get()) : std::string();
}

/// PROJ takes "+proj=" texts without "+type=crs" for operations.
std::string asCrsText(std::string_view definition) {
    std::string text(definition);
    if (text.starts_with("+") && text.find("type=crs") == std::string::npos) text += " +type=crs";
    return text;
}

struct Cache {
    std::mutex mutex;
    std::map<std::string, Crs, std::less<>> known;
};

Cache& cache() {
    static Cache instance;
    return instance;
}

} // namespace

Crs::Crs(std::shared_ptr<const Data> data)
  : data_(std::move(data)) {}

Result<Crs> Crs::from(std::string_view definition) {
    {
        const std::lock_guard lock(cache().mutex);
        if (const auto known = cache().known.find(definition); known != cache().known.end()) {
            return Result<Crs>{known->second, {}};
        }
    }
    const std::string shown(definition.size() > 200 ? std::string(definition.substr(0, 200)) + "…" : definition);
    const auto unknown = [&](const std::string& why) {
        return failure<Crs>("unknown-crs", fmt::format(fmt::runtime(tr("not a coordinate reference system: \"{}\"{}")),
                                                       shown, why.empty() ? "" : " (" + why + ")"));
    };
    pj_ctx* context = threadProjContext();
    if (definition.empty()) return unknown({});
    ProjObject object{proj_create(context, asCrsText(definition).c_str())};
    if (!object || !proj_is_crs(object.get())) return unknown(projMessage(context));

    auto data = std::make_shared<Data>();
    const bool isCompound = proj_get_type(object.get()) == PJ_TYPE_COMPOUND_CRS;
    if (isCompound) {
        object.reset(proj_crs_get_sub_crs(context, object.get(), 0));
        if (!object) return unknown(projMessage(context));
    }
    data->name = proj_get_name(object.get());
    data->identifier = identifierOf(object.get());

    const ProjObject axes = normalized(context, ProjObject(proj_clone(context, object.get())));
    const ProjObject plain = unbound(context, axes.get());
    const PJ_TYPE type = proj_get_type(plain.get());
    data->isGeographic = isGeographicType(type);
    data->isProjected = type == PJ_TYPE_PROJECTED_CRS;
    if (!data->isGeographic && !data->isProjected && type != PJ_TYPE_ENGINEERING_CRS && type != PJ_TYPE_OTHER_CRS) {
        return failure<Crs>("unsupported-crs", fmt::format(fmt::runtime(tr("not a horizontal coordinate reference "
                                                                           "system: \"{}\"")),
                                                           shown));
    }
    if (data->identifier.empty() && (data->isGeographic || data->isProjected)) {
        data->identifier = identify(context, object.get());
    }
    data->normalized = projJson(context, axes.get());
    data->definition = identifierOf(object.get());
    if (data->definition.empty()) data->definition = isCompound ? data->normalized : std::string(definition);
    data->areaOfUse = areaFor(context, object.get(), data->identifier);
    describeEllipsoid(context, plain.get(), data->ellipsoid);
    if (!data->isGeographic) data->metersPerUnit = axisFactor(context, plain.get());
    data->geographic = geographicDefinition(context, axes.get());
    if (data->normalized.empty()) return unknown(projMessage(context));

    const Crs made{std::shared_ptr<const Data>(std::move(data))};
    const std::lock_guard lock(cache().mutex);
    cache().known.emplace(std::string(definition), made);
    return Result<Crs>{made, {}};
}

const Crs& Crs::wgs84() {
    static const Crs instance = [] {
        Result<Crs> made = from("OGC:CRS84");
        if (!made) throw std::runtime_error("PROJ's database (proj.db) is missing: " + describe(made.issues.front()));
        return *made;
    }();
    return instance;
}

const std::string& Crs::name() const {
    return data_->name;
}
const std::string& Crs::identifier() const {
    return data_->identifier;
}
const std::string& Crs::definition() const {
    return data_->definition;
}
bool Crs::isGeographic() const {
    return data_->isGeographic;
}
bool Crs::isProjected() const {
    return data_->isProjected;
}
double Crs::metersPerUnit() const {
    return data_->metersPerUnit;
}
const Ellipsoid& Crs::ellipsoid() const {
    return data_->ellipsoid;
}
const Box& Crs::areaOfUse() const {
    return data_->areaOfUse;
}
const std::string& Crs::normalizedDefinition() const {
    return data_->normalized;
}

Crs Crs::geographic() const {
    if (data_->geographic.empty()) return wgs84();
    const Result<Crs> made = from(data_->geographic);
    return made ? *made : wgs84();
}

bool operator==(const Crs& a, const Crs& b) {
    if (a.data_ == b.data_ || a.data_->normalized == b.data_->normalized) return true;
    // PROJ, which knows it too, takes milliseconds to read both.
    if (a.isGeographic() != b.isGeographic() || a.isProjected() != b.isProjected()) return false;
    pj_ctx* context = threadProjContext();
    const ProjObject left{proj_create(context, a.data_->normalized.c_str())};
    const ProjObject right{proj_create(context, b.data_->normalized.c_str())};
    // Both have x east, y north; only the geographic base of a projected system may still be turned.
    return left && right &&
           proj_is_equivalent_to_with_ctx(context, left.get(), right.get(),
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

Crs suggestDisplayCrs(const Box& lonLat) {
    constexpr double kMaxWidthDegrees = 12; // two zones: the scale error at 6° from the meridian is under 0.6 %
    constexpr double kMaxLatitudeDegrees = 84;
    std::string definition = "EPSG:4087"; // WGS 84 / World Equidistant Cylindrical (Plate carrée)
    if (!lonLat.empty() && lonLat.width() <= kMaxWidthDegrees && lonLat.minY >= -kMaxLatitudeDegrees &&
        lonLat.maxY <= kMaxLatitudeDegrees) {
        const Point center = lonLat.center();
        const double turned = center.x - 360 * std::floor((center.x + 180) / 360); // in [-180, 180)
        const int zone = std::clamp(static_cast<int>(std::floor((turned + 180) / 6)) + 1, 1, 60);
        definition = fmt::format("EPSG:{}", (center.y < 0 ? 32700 : 32600) + zone);
    }
    const Result<Crs> made = Crs::from(definition);
    return made ? *made : Crs::wgs84();
}

} // namespace geju
