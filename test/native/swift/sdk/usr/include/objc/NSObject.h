// Our own declarations of the little that generated Swift and the plugin's .swift files need of Apple's Objective-C
// headers: names, types, nullability and availability as documented by Apple. Only for type checking.
#pragma once
typedef _Bool BOOL;
typedef long NSInteger;
typedef unsigned long NSUInteger;
#define NS_ENUM(type, name) enum name : type name; enum __attribute__((enum_extensibility(open))) name : type
#define NS_ASSUME_NONNULL_BEGIN _Pragma("clang assume_nonnull begin")
#define NS_ASSUME_NONNULL_END _Pragma("clang assume_nonnull end")
#define NS_SWIFT_NAME(x) __attribute__((swift_name(#x)))
#define NS_BRIDGED_TO(x) __attribute__((swift_bridge(#x)))
#define NS_DESIGNATED_INITIALIZER __attribute__((objc_designated_initializer))
#define NS_UNAVAILABLE __attribute__((unavailable))
#define NS_IOS(version) __attribute__((availability(ios, introduced=version)))

NS_ASSUME_NONNULL_BEGIN
@class NSString;
typedef struct _NSZone NSZone;

@protocol NSObject
- (BOOL)isEqual:(nullable id)object;
@property (readonly) NSUInteger hash;
@property (readonly, copy) NSString *description;
- (BOOL)isKindOfClass:(Class)type;
- (BOOL)respondsToSelector:(SEL)selector;
@end

__attribute__((objc_root_class))
@interface NSObject <NSObject>
+ (instancetype)alloc;
- (instancetype)init NS_DESIGNATED_INITIALIZER;
- (id)copy;
@end
NS_ASSUME_NONNULL_END
