// Memory of large arrays in the system's large pages where it has them (Linux: transparent huge pages): what is filled
// once and read once, such as the pixels of a sheet, otherwise costs a fault every four KiB. Any thread.
#pragma once

#include <cstddef>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace geju {

template <typename T>
struct LargePages {
    using value_type = T;

    LargePages() = default;
    template <typename U>
    LargePages(const LargePages<U>&) {}

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kWorthwhileBytes) return static_cast<T*>(::operator new(bytes));
        const std::size_t whole = (bytes + kPageBytes - 1) / kPageBytes * kPageBytes;
        void* memory = ::operator new(whole, std::align_val_t(kPageBytes));
#ifdef __linux__
        madvise(memory, whole, MADV_HUGEPAGE); // advice: where it is refused, small pages do
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count * sizeof(T) < kWorthwhileBytes) return ::operator delete(memory);
        ::operator delete(memory, std::align_val_t(kPageBytes));
    }
    friend bool operator==(const LargePages&, const LargePages&) {
        return true;
    }

  private:
    static constexpr std::size_t kPageBytes = std::size_t{2} << 20;
    static constexpr std::size_t kWorthwhileBytes = 4 * kPageBytes;
};

} // namespace geju
