#include "crs/proj_support.hpp"

#include <proj.h>

namespace geju {

void ProjDeleter::operator()(PJconsts* object) const {
    proj_destroy(object);
}

void ProjDeleter::operator()(pj_ctx* context) const {
    proj_context_destroy(context);
}

ProjContext makeProjContext() {
    ProjContext context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

pj_ctx* threadProjContext() {
    thread_local const ProjContext context = makeProjContext();
    return context.get();
}

std::string projMessage(pj_ctx* context) {
    const int code = proj_context_errno(context);
    return code == 0 ? std::string() : proj_context_errno_string(context, code);
}

} // namespace geju
