using System.Text;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Features.Tests.Text.Reading;

[Collection(MemoryCollection.Name)]
public sealed class BoundedMemoryTests
{
    private const long FileBytes = 200L << 20;

    [Fact]
    public async Task A_long_table_is_read_in_little_memory()
    {
        var line = Encoding.UTF8.GetBytes($"7,\"{new string('x', 4_000)}\"\"\n\",z\n");
        using var content = new RepeatingStream("id,text,label\n"u8.ToArray(), line, FileBytes / line.Length);
        var reader = new TextDocumentReader(content, "csv", null, new TextReadingOptions { MaxFileBytes = FileBytes * 2 });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var rows = 0;
        long most = 0;
        await foreach (var row in reader.ReadAsync(CancellationToken.None))
        {
            Assert.Equal(4_002, row.Text?.Length);
            most = rows++ % 10_000 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
        }

        Assert.Equal(FileBytes / line.Length, rows);
        Assert.True(most < 8 << 20, $"{most} bytes were held while reading.");
    }

    [Fact]
    public async Task A_field_that_never_ends_is_not_kept()
    {
        using var content = new RepeatingStream("id,text\n1,\""u8.ToArray(), new byte[4_096].Select(_ => (byte)'a').ToArray(), (60L << 20) / 4_096);
        var reader = new TextDocumentReader(content, "csv", null, new TextReadingOptions());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Assert.ThrowsAsync<Core.Errors.AffectException>(async () =>
        {
            await foreach (var _ in reader.ReadAsync(CancellationToken.None))
            {
                Assert.Fail("No row ever ends.");
            }
        });
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 8 << 20);
    }

    /// <summary>A start and then the same bytes again and again.</summary>
    private sealed class RepeatingStream(byte[] start, byte[] repeated, long times) : Stream
    {
        private byte[] _current = start;
        private int _position;
        private long _left = times;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (_position == _current.Length)
            {
                if (_left-- == 0)
                {
                    return 0;
                }

                (_current, _position) = (repeated, 0);
            }

            var count = Math.Min(buffer.Length, _current.Length - _position);
            _current.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
