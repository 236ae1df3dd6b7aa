// Loaded into a process by tie.mjs: when whoever started it is gone, in whatever way, it is asked to stop as by Ctrl-C.
// A pipe of the two ends with either.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
})
process.channel?.unref() // what the pipe waits for keeps nobody alive
