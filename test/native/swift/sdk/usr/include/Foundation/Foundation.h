// See objc/NSObject.h. What has a Swift type of its own (Data, URL, …) is bridged to the struct in
// overlay/Foundation.swift.
#pragma once
#include <objc/NSObject.h>
NS_ASSUME_NONNULL_BEGIN
typedef double NSTimeInterval;

@protocol NSCopying
- (id)copyWithZone:(nullable NSZone *)zone;
@end

// Values
NS_BRIDGED_TO(Swift.String)
@interface NSString : NSObject <NSCopying>
@property (readonly) NSUInteger length;
@end
@interface NSValue : NSObject <NSCopying>
@property (readonly) const char *objCType;
@end
@interface NSNumber : NSValue
- (instancetype)initWithBool:(BOOL)value NS_SWIFT_NAME(init(value:));
- (instancetype)initWithInt:(int)value NS_SWIFT_NAME(init(value:));
- (instancetype)initWithInteger:(NSInteger)value NS_SWIFT_NAME(init(value:));
- (instancetype)initWithLongLong:(long long)value NS_SWIFT_NAME(init(value:));
- (instancetype)initWithUnsignedShort:(unsigned short)value NS_SWIFT_NAME(init(value:));
- (instancetype)initWithFloat:(float)value NS_SWIFT_NAME(init(value:));
- (instancetype)initWithDouble:(double)value NS_SWIFT_NAME(init(value:));
@property (readonly) BOOL boolValue;
@property (readonly) int intValue NS_SWIFT_NAME(int32Value);
@property (readonly) NSInteger integerValue NS_SWIFT_NAME(intValue);
@property (readonly) long long longLongValue NS_SWIFT_NAME(int64Value);
@property (readonly) float floatValue;
@property (readonly) double doubleValue;
@property (readonly, copy) NSString *stringValue;
@end
NS_BRIDGED_TO(Foundation.Data)
@interface NSData : NSObject <NSCopying>
@end
NS_BRIDGED_TO(Foundation.Date)
@interface NSDate : NSObject <NSCopying>
@end
NS_BRIDGED_TO(Foundation.URL)
@interface NSURL : NSObject <NSCopying>
@end
NS_BRIDGED_TO(Foundation.URLRequest)
@interface NSURLRequest : NSObject <NSCopying>
@end

// Collections
NS_BRIDGED_TO(Swift.Array)
@interface NSArray<__covariant ObjectType> : NSObject <NSCopying>
@property (readonly) NSUInteger count;
@end
NS_BRIDGED_TO(Swift.Dictionary)
@interface NSDictionary<__covariant KeyType, __covariant ObjectType> : NSObject <NSCopying>
@property (readonly) NSUInteger count;
@end
@interface NSOrderedSet<__covariant ObjectType> : NSObject <NSCopying>
@property (readonly) NSUInteger count;
@end
@interface NSMutableOrderedSet<ObjectType> : NSOrderedSet<ObjectType>
- (void)addObject:(ObjectType)object NS_SWIFT_NAME(add(_:));
@end

// Errors, locks, notifications
NS_BRIDGED_TO(Swift.Error)
@interface NSError : NSObject <NSCopying>
- (instancetype)initWithDomain:(NSString *)domain
                          code:(NSInteger)code
                      userInfo:(nullable NSDictionary<NSString *, id> *)info;
@property (readonly) NSInteger code;
@property (readonly, copy) NSString *domain;
@property (readonly, copy) NSString *localizedDescription;
@end
@interface NSLock : NSObject
- (void)lock;
- (void)unlock;
@end
@interface NSNotification : NSObject <NSCopying>
@end
NS_SWIFT_NAME(NotificationCenter)
@interface NSNotificationCenter : NSObject
@property (class, readonly, strong) NSNotificationCenter *defaultCenter NS_SWIFT_NAME(default);
- (void)removeObserver:(id)observer;
@end
NS_SWIFT_NAME(OperationQueue)
@interface NSOperationQueue : NSObject
@property (class, readonly, strong) NSOperationQueue *mainQueue NS_SWIFT_NAME(main);
@end

// URLSession
@class NSURLSession, NSURLSessionTask, NSURLSessionWebSocketTask;
NS_SWIFT_NAME(URLSessionDelegate)
@protocol NSURLSessionDelegate <NSObject>
@optional
- (void)URLSession:(NSURLSession *)session didBecomeInvalidWithError:(nullable NSError *)error;
@end
NS_SWIFT_NAME(URLSessionTaskDelegate)
@protocol NSURLSessionTaskDelegate <NSURLSessionDelegate>
@optional
- (void)URLSession:(NSURLSession *)session task:(NSURLSessionTask *)task didCompleteWithError:(nullable NSError *)error;
@end
typedef NS_ENUM(NSInteger, NSURLSessionWebSocketCloseCode) {
  NSURLSessionWebSocketCloseCodeInvalid = 0,
  NSURLSessionWebSocketCloseCodeNormalClosure = 1000,
  NSURLSessionWebSocketCloseCodeGoingAway = 1001,
  NSURLSessionWebSocketCloseCodeProtocolError = 1002,
  NSURLSessionWebSocketCloseCodeAbnormalClosure = 1006,
} NS_SWIFT_NAME(URLSessionWebSocketTask.CloseCode) NS_IOS(13.0);
NS_SWIFT_NAME(URLSessionWebSocketDelegate) NS_IOS(13.0)
@protocol NSURLSessionWebSocketDelegate <NSURLSessionTaskDelegate>
@optional
- (void)URLSession:(NSURLSession *)session
          webSocketTask:(NSURLSessionWebSocketTask *)task
    didOpenWithProtocol:(nullable NSString *)protocol;
- (void)URLSession:(NSURLSession *)session
       webSocketTask:(NSURLSessionWebSocketTask *)task
    didCloseWithCode:(NSURLSessionWebSocketCloseCode)code
              reason:(nullable NSData *)reason
    NS_SWIFT_NAME(urlSession(_:webSocketTask:didCloseWith:reason:));
@end
NS_SWIFT_NAME(URLResponse)
@interface NSURLResponse : NSObject <NSCopying>
@end
NS_SWIFT_NAME(HTTPURLResponse)
@interface NSHTTPURLResponse : NSURLResponse
@property (readonly) NSInteger statusCode;
@end
NS_SWIFT_NAME(URLSessionTask)
@interface NSURLSessionTask : NSObject <NSCopying>
@property (nullable, readonly, copy) NSError *error;
@property (nullable, readonly, copy) NSURLResponse *response;
- (void)cancel;
- (void)resume;
@end
NS_SWIFT_NAME(URLSessionWebSocketTask) NS_IOS(13.0)
@interface NSURLSessionWebSocketTask : NSURLSessionTask
- (instancetype)init NS_UNAVAILABLE;
- (void)cancelWithCloseCode:(NSURLSessionWebSocketCloseCode)code
                     reason:(nullable NSData *)reason NS_SWIFT_NAME(cancel(with:reason:));
@property NSInteger maximumMessageSize;
@property (readonly) NSURLSessionWebSocketCloseCode closeCode;
@property (nullable, readonly, copy) NSData *closeReason;
@end
NS_SWIFT_NAME(URLSessionConfiguration)
@interface NSURLSessionConfiguration : NSObject <NSCopying>
@property (class, readonly, strong) NSURLSessionConfiguration *defaultSessionConfiguration NS_SWIFT_NAME(default);
@property (class, readonly, strong) NSURLSessionConfiguration *ephemeralSessionConfiguration NS_SWIFT_NAME(ephemeral);
@property NSTimeInterval timeoutIntervalForRequest;
@end
NS_SWIFT_NAME(URLSession)
@interface NSURLSession : NSObject
+ (NSURLSession *)sessionWithConfiguration:(NSURLSessionConfiguration *)configuration
                                  delegate:(nullable id <NSURLSessionDelegate>)delegate
                             delegateQueue:(nullable NSOperationQueue *)queue;
- (void)finishTasksAndInvalidate;
- (void)invalidateAndCancel;
- (NSURLSessionWebSocketTask *)webSocketTaskWithURL:(NSURL *)url NS_IOS(13.0);
- (NSURLSessionWebSocketTask *)webSocketTaskWithRequest:(NSURLRequest *)request NS_IOS(13.0);
@end
// Files
typedef NS_ENUM(NSUInteger, NSStreamStatus) {
  NSStreamStatusNotOpen = 0,
  NSStreamStatusOpening,
  NSStreamStatusOpen,
  NSStreamStatusReading,
  NSStreamStatusWriting,
  NSStreamStatusAtEnd,
  NSStreamStatusClosed,
  NSStreamStatusError
} NS_SWIFT_NAME(Stream.Status);
NS_SWIFT_NAME(Stream)
@interface NSStream : NSObject
- (void)open;
- (void)close;
@property (readonly) NSStreamStatus streamStatus;
@end
NS_SWIFT_NAME(OutputStream)
@interface NSOutputStream : NSStream
- (nullable instancetype)initToFileAtPath:(NSString *)path
                                   append:(BOOL)shouldAppend NS_SWIFT_NAME(init(toFileAtPath:append:));
- (NSInteger)write:(const unsigned char *)buffer maxLength:(NSUInteger)length NS_SWIFT_NAME(write(_:maxLength:));
@end
NS_SWIFT_NAME(FileManager)
@interface NSFileManager : NSObject
@property (class, readonly, strong) NSFileManager *defaultManager NS_SWIFT_NAME(default);
@end
NS_ASSUME_NONNULL_END
