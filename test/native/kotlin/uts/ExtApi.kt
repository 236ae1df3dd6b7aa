package io.dcloud.uniapp.extapi

internal object Empty
