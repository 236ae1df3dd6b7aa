// Generated files import these packages with a star, so they must not be empty.
package io.dcloud.uniapp

/** Known: an error that a page can read carries a subject and a code. */
interface IUniError { var errCode: Number; var errMsg: String; var errSubject: String?; var data: Any?; var cause: Any? }
