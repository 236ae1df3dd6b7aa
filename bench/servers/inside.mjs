// Loaded into a server of the bench before its own code (--import): tells what no reading from outside can, when asked.
// A connection is an answer.
import { createServer } from 'node:net'
import { GCProfiler, getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const usedNow = () => getHeapStatistics().used_heap_size

let profiler = begun()
let allocated = 0
let used = usedNow()

function begun() {
  const next = new GCProfiler()
  next.start()
  return next
}

/** Between two collections the heap only grows, so its growth is what was allocated. */
function count() {
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    allocated += beforeGC.heapStatistics.usedHeapSize - used
    used = afterGC.heapStatistics.usedHeapSize
  }
  const now = usedNow()
  allocated += now - used
  used = now
  profiler = begun()
}

/** What is alive: the heap, and the buffers outside of it. */
function alive() {
  collect()
  collect()
  count()
  return used + process.memoryUsage().external
}

createServer((socket) => {
  socket.on('error', () => {})
  count()
  const said = { allocated, alive: alive() }
  socket.end(JSON.stringify(said))
})
  .listen(Number(process.env.BENCH_INSIDE), '127.0.0.1')
  .unref()
