@_exported import Foundation
@_exported import UIKit

extension UIApplication {
    public class var willEnterForegroundNotification: NSNotification.Name { fatalError() }
    public class var didEnterBackgroundNotification: NSNotification.Name { fatalError() }
}
