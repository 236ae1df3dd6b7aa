// Generated files import this package with a star, so it must not be empty.
package io.dcloud.uniapp

internal object Empty
