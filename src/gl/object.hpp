// The owner of one OpenGL name: move-only, empty after default construction and after being moved from. Handles belong
// to the context that was current when they were created; it must be current when they are destroyed.
#pragma once

namespace geju::gl {

class Object {
  public:
    bool empty() const { return id_ == 0; }
    explicit operator bool() const { return id_ != 0; }

    Object(Object&& other) noexcept;
    Object& operator=(Object&& other) noexcept;
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

  protected:
    enum class Kind : unsigned char { Buffer, Texture, Renderbuffer, Framebuffer, VertexArray, Program };

    explicit Object(Kind kind)
      : kind_(kind) {}
    Object(Kind kind, unsigned id)
      : id_(id)
      , kind_(kind) {}
    ~Object();

  private:
    friend struct Names; ///< gives this room, and no other, the name (gl/names.hpp)
    void destroy();

    unsigned id_ = 0;
    Kind kind_;
};

} // namespace geju::gl
