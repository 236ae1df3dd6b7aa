// fast-check with one seed: the gate plays the same values every time, and what fails in it fails again. RTM_SEED:
// others.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['RTM_SEED'] ?? 1) })

export default fc
