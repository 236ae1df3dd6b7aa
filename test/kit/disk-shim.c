// Makes calls on files of the data folder fail, as a broken disk does: preloaded into the server, ruled by a file that
// a test writes: `<call> <file> <errno>`, where call is read, write, meta (the first two pages) or sync, and file a
// part of the name. No file, no fault.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int fails(const char *call, int fd, off_t at) {
  const char *rule = getenv("DISK_SHIM");
  char text[256], wanted[32], part[64], link[64], name[4096];
  int code;
  if (rule == NULL) return 0;
  int file = syscall(SYS_openat, AT_FDCWD, rule, O_RDONLY | O_CLOEXEC, 0);
  if (file < 0) return 0;
  long got = syscall(SYS_read, file, text, sizeof text - 1);
  syscall(SYS_close, file);
  if (got <= 0) return 0;
  text[got] = 0;
  if (sscanf(text, "%31s %63s %d", wanted, part, &code) != 3) return 0;
  if (strcmp(wanted, call) != 0 &&
      !(strcmp(wanted, "meta") == 0 && strcmp(call, "write") == 0 && at >= 0 && at < 8192))
    return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, sizeof name - 1);
  if (length < 0) return 0;
  name[length] = 0;
  if (strstr(name, part) == NULL) return 0;
  errno = code;
  return 1;
}

#define NEXT(name) static __typeof__(name) *next; if (next == NULL) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  NEXT(pwrite);
  return fails("write", fd, at) ? -1 : next(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  NEXT(pwrite64);
  return fails("write", fd, at) ? -1 : next(fd, bytes, size, at);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  NEXT(pwritev);
  return fails("write", fd, at) ? -1 : next(fd, parts, count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  NEXT(pwritev64);
  return fails("write", fd, at) ? -1 : next(fd, parts, count, at);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  NEXT(write);
  return fails("write", fd, -1) ? -1 : next(fd, bytes, size);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  NEXT(writev);
  return fails("write", fd, -1) ? -1 : next(fd, parts, count);
}

ssize_t pread(int fd, void *bytes, size_t size, off_t at) {
  NEXT(pread);
  return fails("read", fd, at) ? -1 : next(fd, bytes, size, at);
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t at) {
  NEXT(pread64);
  return fails("read", fd, at) ? -1 : next(fd, bytes, size, at);
}

ssize_t read(int fd, void *bytes, size_t size) {
  NEXT(read);
  return fails("read", fd, -1) ? -1 : next(fd, bytes, size);
}

int fsync(int fd) {
  NEXT(fsync);
  return fails("sync", fd, -1) ? -1 : next(fd);
}

int fdatasync(int fd) {
  NEXT(fdatasync);
  return fails("sync", fd, -1) ? -1 : next(fd);
}
