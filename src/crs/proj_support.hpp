// What this room's sources share of PROJ: owners of its handles and the context of a thread. Private to the room.
// A context never reaches the network and never prints; it and what was made in it are used by one thread at a time.
#pragma once

#include <memory>
#include <string>

struct PJconsts; // PROJ's PJ and PJ_CONTEXT
struct pj_ctx;

namespace geju {

struct ProjDeleter {
    void operator()(PJconsts* object) const;
    void operator()(pj_ctx* context) const;
};
using ProjObject = std::unique_ptr<PJconsts, ProjDeleter>;
using ProjContext = std::unique_ptr<pj_ctx, ProjDeleter>;

ProjContext makeProjContext();
/// The calling thread's own; lives as long as the thread.
pj_ctx* threadProjContext();
/// What PROJ says of the last failure in this context; "" when it says nothing.
std::string projMessage(pj_ctx* context);

} // namespace geju
