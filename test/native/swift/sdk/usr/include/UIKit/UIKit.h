// See objc/NSObject.h.
#pragma once
#include <Foundation/Foundation.h>
NS_ASSUME_NONNULL_BEGIN
@interface UIApplication : NSObject
@end
NS_ASSUME_NONNULL_END
