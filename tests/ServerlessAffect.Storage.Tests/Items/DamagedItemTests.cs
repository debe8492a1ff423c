using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Storage.Tests.Items;

public sealed class DamagedItemTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"id\":\"zz\"}")]
    [InlineData("{\"id\":")]
    [InlineData("\0\u0001\u0002")]
    public async Task A_record_that_is_none_is_a_typed_error_and_no_obstacle_to_the_others(string content)
    {
        var items = _storage.Port<IItemStore>();
        await items.TryPutAsync(new(Samples.Item("good"), null), CancellationToken.None);
        await _storage.PutAsync("items", $"{Samples.Hash("bad")}.json", Samples.Bytes(content));
        var error = await Assert.ThrowsAsync<AffectException>(() => items.GetAsync(Samples.Hash("bad"), CancellationToken.None));
        Assert.Equal((ErrorCodes.DamagedDocument, false), (error.Code, error.IsTransient));
        Assert.Equal(Samples.Hash("good"), Assert.Single(await items.ListAsync(null, CancellationToken.None).ToListAsync()).Id);
    }

    [Fact]
    public async Task A_record_under_the_name_of_another_is_refused()
    {
        await _storage.PutAsync("items", $"{Samples.Hash("bad")}.json", Samples.Bytes(Samples.Json(Samples.Item("good"))));
        var error = await Assert.ThrowsAsync<AffectException>(() => _storage.Port<IItemStore>().GetAsync(Samples.Hash("bad"), CancellationToken.None));
        Assert.Equal(ErrorCodes.DamagedDocument, error.Code);
    }

    [Fact]
    public async Task A_record_larger_than_any_is_not_read()
    {
        await _storage.PutAsync("items", $"{Samples.Hash("bad")}.json", new byte[17 * 1024 * 1024]);
        var error = await Assert.ThrowsAsync<AffectException>(() => _storage.Port<IItemStore>().GetAsync(Samples.Hash("bad"), CancellationToken.None));
        Assert.Equal(ErrorCodes.DamagedDocument, error.Code);
        Assert.Contains("17825792", error.Message, StringComparison.Ordinal);
    }
}
