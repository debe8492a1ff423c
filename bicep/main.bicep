// ServerlessAffect on Azure: storage, the Functions app with its identity, and the logs of both.
// Deploy:  az deployment group create -g <group> -f bicep/main.bicep -p bicep/parameters/dev.bicepparam
targetScope = 'resourceGroup'

@description('Short name in every resource name: lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param appName string = 'affect'

@description('Where everything is created.')
param location string = resourceGroup().location

@description('Image of the Functions app, built from infra/functions.Dockerfile.')
param functionsImage string

@description('Login server of the registry that holds the image, for example contoso.azurecr.io. The registry is in this resource group.')
param registryServer string

@description('Instances of the Functions app that stay warm. 0 scales to nothing and pays with a cold start.')
@minValue(0)
@maxValue(30)
param minReplicas int = 0

@description('Upper bound of instances, so that a flood of files costs a known amount.')
@minValue(1)
@maxValue(100)
param maxReplicas int = 5

@description('What emotion is read from voices for; empty: only text is read. The workplace and education are refused (docs/responsibility.md).')
@allowed([
  ''
  'evaluation'
  'research'
  'healthcare-research'
  'creative'
  'accessibility'
  'own-recordings'
])
param voicePurpose string = ''

var suffix = uniqueString(resourceGroup().id, appName)
var storageName = take('${appName}${suffix}', 24)

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: '${appName}-functions'
    location: location
    registryName: split(registryServer, '.')[0]
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: storageName
    location: location
    principalId: identity.outputs.principalId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: '${appName}-${suffix}'
    location: location
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: '${appName}-functions'
    location: location
    image: functionsImage
    registryServer: registryServer
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobServiceUri: storage.outputs.blobServiceUri
    queueServiceUri: storage.outputs.queueServiceUri
    workspaceName: monitoring.outputs.workspaceName
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    voicePurpose: voicePurpose
  }
}

output apiUrl string = functions.outputs.url
output inbox string = '${storage.outputs.blobServiceUri}inbox'
