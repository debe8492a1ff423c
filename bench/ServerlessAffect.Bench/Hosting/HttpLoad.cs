using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerlessAffect.Bench.Hosting;

/// <summary>Posts over a few kept-alive connections, one request at a time each, with as little of its own work as possible: the client shares the processor with the server.</summary>
internal sealed class HttpLoad(Uri address, string path, string key, IReadOnlyList<string> bodies, int connections)
{
    private readonly byte[][] _requests = [.. bodies.Select(body => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nx-functions-key: {key}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"))];

    /// <returns>Requests per second, how long each took in microseconds, ascending, and the processor time of one, client and server together, in microseconds.</returns>
    public async Task<(double PerSecond, double[] Microseconds, double Processor)> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var before = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => DriveAsync(c, started, duration, cancellationToken), cancellationToken)))
            .ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
        double[] all = [.. times.SelectMany(t => t)];
        Array.Sort(all);
        return (all.Length / elapsed, all, processor / all.Length);
    }

    private async Task<List<double>> DriveAsync(int connection, long started, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[64 * 1024];
        var times = new List<double>(1 << 16);
        for (var n = connection; Stopwatch.GetElapsedTime(started) < duration; n++)
        {
            var from = Stopwatch.GetTimestamp();
            await socket.SendAsync(_requests[n % _requests.Length], cancellationToken).ConfigureAwait(false);
            await ReceiveAsync(socket, buffer, cancellationToken).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
        }

        return times;
    }

    private static async ValueTask ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        var (read, expected) = (0, -1);
        while (expected < 0 || read < expected)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(read), cancellationToken).ConfigureAwait(false);
            if (got == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            read += got;
            expected = expected < 0 ? Expected(buffer.AsSpan(0, read)) : expected;
        }
    }

    /// <summary>Bytes of the whole answer; -1 while its head is not complete.</summary>
    private static int Expected(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return -1;
        }

        var head = answer[..end];
        if (!head.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new IOException($"The server answered: {Encoding.UTF8.GetString(answer)}");
        }

        var length = head[(head.IndexOf("Content-Length: "u8) + 16)..];
        var line = length.IndexOf((byte)'\r');
        return end + 4 + int.Parse(line < 0 ? length : length[..line], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
