using '../main.bicep'

param appName = 'affectdev'
param functionsImage = 'contoso.azurecr.io/serverless-affect-functions:0.1.0'
param registryServer = 'contoso.azurecr.io'
param minReplicas = 0
param maxReplicas = 2
