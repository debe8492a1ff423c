using System.Net;
using System.Net.Sockets;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>Finds out that a port cannot be had before anything is started or written.</summary>
internal static class PortCheck
{
    /// <param name="port">On 127.0.0.1; 0 is always free.</param>
    /// <param name="option">Of the command line, that chooses another.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.PortInUse"/>, <see cref="ErrorCodes.PermissionDenied"/>.</exception>
    public static void Require(int port, string option)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new AffectException(
                ErrorCodes.PortInUse, $"Port {port} on 127.0.0.1 is in use; stop the program that listens there or choose another port with {option} (0 takes a free one).", e);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new AffectException(ErrorCodes.PermissionDenied, $"Port {port} may not be used by this user; choose one above 1023 with {option}.", e);
        }
    }
}
